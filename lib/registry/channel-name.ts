import { checkText } from '../core/check';
import { CHANNEL_NAME, IMAGE_NAME, NAMESPACE } from '../core/grammar';

/** Namespace where none is given, for factories and for those who look images up. */
export const DEFAULT_NAMESPACE = 'golden';
/** Channel where none is given. */
export const DEFAULT_CHANNEL = 'stable';

/** Which channel of which image. */
export interface ChannelAddress {
  readonly namespace: string;
  readonly imageName: string;
  readonly channel: string;
}

/** Name of the SSM parameter that a channel is. */
export function channelParameterName(address: ChannelAddress, where: string): string {
  return parameterName('channels', address, where);
}

/** Name of the SSM parameter that tells what was released last into a channel. */
export function lastReleaseParameterName(address: ChannelAddress, where: string): string {
  return parameterName('last-release', address, where);
}

/** Name of the SSM parameter that tells of an image when it is to be left, and which of its releases nobody may use. */
export function metadataParameterName({ namespace, imageName }: Omit<ChannelAddress, 'channel'>, where: string): string {
  return `/${checkText(NAMESPACE, namespace, where)}/${checkText(IMAGE_NAME, imageName, where)}/metadata`;
}

function parameterName(kind: string, address: ChannelAddress, where: string): string {
  const namespace = checkText(NAMESPACE, address.namespace, where);
  const imageName = checkText(IMAGE_NAME, address.imageName, where);
  return `/${namespace}/${imageName}/${kind}/${checkText(CHANNEL_NAME, address.channel, where)}`;
}

/** Name of the ECR repository that releases lie in. */
export function releaseRepositoryName(namespace: string, imageName: string): string {
  return `${namespace}/${imageName}`;
}

/** Name of the ECR repository that candidates lie in: under a prefix of its own, which no grant on releases reaches. */
export function candidateRepositoryName(namespace: string, imageName: string): string {
  return `${namespace}-candidates/${imageName}`;
}
