import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';

import { GoldenImageError } from '../core/error';

/**
 * A factory in AWS, which has a key: a pipeline of golden images, or what application images share, which starts builds and binds none. A
 * construct around a factory has neither.
 */
export const isFactory = (owner: IConstruct): boolean => 'encryptionKey' in owner && ('bind' in owner || 'ruleRoleArn' in owner);

/** A pipeline that is no factory, such as one of Docker: it owns no name but those of its images. */
export const isPlainPipeline = (owner: IConstruct): boolean => 'bind' in owner && !isFactory(owner);

/**
 * Two of one kind and one namespace in one stack would own the same names, whatever they build with.
 *
 * @param where who asked for it
 */
export function refuseSecondNamespace(
  owner: IConstruct & { readonly namespace: string },
  ofKind: (other: IConstruct) => boolean,
  where = owner.node.path,
): void {
  const other = TerraformStack.of(owner)
    .node.findAll()
    .find((node) => node !== owner && 'namespace' in node && node.namespace === owner.namespace && ofKind(node));
  if (other === undefined) return;
  throw new GoldenImageError('DuplicateNamespace', {
    where,
    problem: `${other.node.path} already has this namespace`,
    given: owner.namespace,
    expected: 'each namespace once in a stack',
    remedy: 'share the pipeline that there is, or give this one another namespace',
  });
}
