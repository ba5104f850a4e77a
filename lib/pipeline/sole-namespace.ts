import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';

import { GoldenImageError } from '../core/error';

/** A factory in AWS, which has a key; a Docker pipeline has none, and owns no name but those of its images. */
export const isFactory = (pipeline: IConstruct): boolean => 'encryptionKey' in pipeline;

/** Two pipelines of one kind and one namespace in one stack would own the same names, whatever they build with. */
export function refuseSecondNamespace(pipeline: IConstruct & { readonly namespace: string }, ofKind: (other: IConstruct) => boolean): void {
  const other = TerraformStack.of(pipeline)
    .node.findAll()
    .find((node) => node !== pipeline && 'bind' in node && 'namespace' in node && node.namespace === pipeline.namespace && ofKind(node));
  if (other === undefined) return;
  throw new GoldenImageError('DuplicateNamespace', {
    where: pipeline.node.path,
    problem: `${other.node.path} already has this namespace`,
    given: pipeline.namespace,
    expected: 'each namespace once in a stack',
    remedy: 'share the pipeline that there is, or give this one another namespace',
  });
}
