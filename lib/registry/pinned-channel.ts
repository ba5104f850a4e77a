import { DataAwsEcrImage } from '@cdktf/provider-aws/lib/data-aws-ecr-image';
import { Fn, Lazy, TerraformElement } from 'cdktf';
import { Construct } from 'constructs';

import { LifecycleRecord } from '../core/image-lifecycle';
import { ImageVariant } from '../core/image-variant';
import { ChannelAddress, releaseRepositoryName } from './channel-name';
import { ChannelRelease } from './channel-release';
import { ChannelMove, ImageChannel } from './image-channel';
import { notRevoked } from './revocation-expression';

/** What a pinned channel is made of. */
export interface PinnedChannelOptions {
  readonly address: ChannelAddress;
  readonly release: ChannelRelease;
  /** The variant that the channel's name says. */
  readonly variant: ImageVariant;
  /** The channel that is promoted from, where one is. */
  readonly source?: ImageChannel;
  /** What is said of the image and its releases when the app is synthesized. */
  readonly lifecycle: () => LifecycleRecord;
}

/** A release, and where Terraform finds its digest and its tags. */
interface Looked {
  readonly move: ChannelMove;
  readonly digest: string;
  readonly tags: string;
}

/** A channel that Terraform moves: what it points to is looked up in the release repository when Terraform plans. */
export function pinnedChannel(scope: Construct, id: string, { address, release, variant, source, lifecycle }: PinnedChannelOptions): ImageChannel {
  const { move, digest, tags } = source === undefined ? lookUp(scope, `${id}Release`, address, release, variant) : promoted(source);
  const channel = new ImageChannel(scope, id, address, move);
  channel.parameter.lifecycle = {
    ...channel.parameter.lifecycle,
    precondition: [
      {
        condition: Lazy.stringValue({ produce: () => `\${${notRevoked({ revocations: JSON.stringify(lifecycle().revocations), digest, tags })}}` }),
        errorMessage: `The release that channel ${address.channel} of golden image ${address.imageName} is to point to is revoked: pin another one.`,
      },
    ],
  };
  return channel;
}

function promoted({ digest, note, parameter, noteParameter }: ImageChannel): Looked {
  return {
    move: { digest, note },
    digest: `${addressOf(parameter)}.insecure_value`,
    tags: `compact([try(jsondecode(${addressOf(noteParameter)}.insecure_value).tag, "")])`,
  };
}

/** A plan that finds no such image fails. */
function lookUp(scope: Construct, id: string, { namespace, imageName, channel }: ChannelAddress, { _kind, _given }: ChannelRelease, variant: ImageVariant): Looked {
  const image = new DataAwsEcrImage(scope, id, {
    repositoryName: releaseRepositoryName(namespace, imageName),
    ...(_kind === 'version' ? { imageTag: _given } : { imageDigest: _given }),
  });
  image.lifecycle = {
    postcondition: [
      {
        condition: `\${${ofVariant('self.image_tags', variant)}}`,
        errorMessage: `Channel ${channel} is for ${variant} variants of golden image ${imageName}, and ${_given} is another one.`,
      },
    ],
  };
  const tag = _kind === 'version' ? _given : Fn.element(Fn.sort(image.imageTags), 0);
  return {
    move: { digest: image.imageDigest, note: Fn.jsonencode({ digest: image.imageDigest, tag }) },
    digest: `data.${addressOf(image)}.image_digest`,
    tags: `data.${addressOf(image)}.image_tags`,
  };
}

/** What has no tag never had its last step; what has one says the variant in it. */
function ofVariant(tags: string, variant: ImageVariant): string {
  const named = `can(regex("(^|-)${variant}$", tag))`;
  if (variant !== ImageVariant.RUNTIME) return `length(${tags}) > 0 && alltrue([for tag in ${tags} : ${named}])`;
  return `length(${tags}) > 0 && !anytrue([for tag in ${tags} : can(regex("(^|-)(dev|debug)$", tag))])`;
}

function addressOf(element: TerraformElement & { readonly terraformResourceType: string }): string {
  return `${element.terraformResourceType}.${element.friendlyUniqueId}`;
}
