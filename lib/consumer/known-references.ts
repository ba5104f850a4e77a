import { IConstruct } from 'constructs';

import { KnownReference, KnownReferences } from '../verdict/judge';
import { resolveIn } from './declared-resources';
import { GoldenImageReference } from './golden-image-reference';

/** The references of an app, by what their image is in the configuration of the stack that a construct is in. */
export function knownReferences(node: IConstruct): KnownReferences {
  const references = node.node.root.node.findAll().filter((one): one is GoldenImageReference => one instanceof GoldenImageReference);
  return new Map(references.map((reference) => [resolveIn(node, reference.imageUri) as string, known(reference)]));
}

function known(reference: GoldenImageReference): KnownReference {
  const { node, repositoryUri } = reference;
  const { version, digest } = (reference as unknown as Wanting).wanted ?? {};
  const release = { ...(version !== undefined && { tag: version }), ...(digest !== undefined && { digest }), followsChannel: (version ?? digest) === undefined };
  return { path: node.path, release: { repositoryName: repositoryName(repositoryUri), isReference: true, ...release } };
}

/** What a reference keeps to itself; one that names neither follows a channel. */
interface Wanting {
  readonly wanted?: { readonly version?: string; readonly digest?: string };
}

/** The registry's host may be only known when Terraform runs; the repository in it is not. */
function repositoryName(uri: string): string {
  const afterTokens = uri.slice(uri.lastIndexOf('}') + 1);
  return afterTokens.slice(afterTokens.indexOf('/') + 1);
}
