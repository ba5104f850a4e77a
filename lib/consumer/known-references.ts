import { IConstruct } from 'constructs';

import { releaseRepositoryName } from '../registry/channel-name';
import { KnownReference, KnownReferences } from '../verdict/judge';
import { resolveIn } from './declared-resources';
import { GoldenImageReference } from './golden-image-reference';

/** The references of an app, by what their image is in the configuration of the stack that a construct is in. */
export function knownReferences(node: IConstruct): KnownReferences {
  const references = node.node.root.node.findAll().filter((one): one is GoldenImageReference => one instanceof GoldenImageReference);
  return new Map(references.map((reference) => [resolveIn(node, reference.imageUri) as string, known(reference)]));
}

function known({ node, namespace, imageName, _wanted: { version, digest } }: GoldenImageReference): KnownReference {
  const release = { ...(version !== undefined && { tag: version }), ...(digest !== undefined && { digest }), followsChannel: (version ?? digest) === undefined };
  return { path: node.path, release: { repositoryName: releaseRepositoryName(namespace, imageName), isReference: true, ...release } };
}
