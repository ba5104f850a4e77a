import { IConstruct } from 'constructs';

import { releaseRepositoryName } from '../registry/channel-name';
import { KnownReference, KnownReferences } from '../verdict/judge';
import { AppImage } from './app-image/app-image';
import { resolveIn } from './declared-resources';
import { GoldenImageReference } from './golden-image-reference';

/** The references of an app and the images that are built on them, by what their image is in the configuration of the stack that a construct is in. */
export function knownReferences(node: IConstruct): KnownReferences {
  const references = node.node.root.node.findAll().filter((one): one is GoldenImageReference => one instanceof GoldenImageReference);
  const apps = node.node.root.node.findAll().filter((one): one is AppImage => one instanceof AppImage);
  const uses = [...references.map((reference) => ({ uri: reference.imageUri, reference })), ...apps.flatMap(({ _askedUri: uri, base }) => (uri === undefined ? [] : [{ uri, reference: base }]))];
  return new Map(uses.map(({ uri, reference }) => [resolveIn(node, uri) as string, known(reference)]));
}

function known({ node, namespace, imageName, _wanted: { version, digest }, _namedRegistry }: GoldenImageReference): KnownReference {
  const release = { ...(version !== undefined && { tag: version }), ...(digest !== undefined && { digest }), followsChannel: (version ?? digest) === undefined };
  return { path: node.path, namespace, ..._namedRegistry, release: { repositoryName: releaseRepositoryName(namespace, imageName), isReference: true, ...release } };
}
