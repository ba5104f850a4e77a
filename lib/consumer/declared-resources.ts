import { DefaultTokenResolver, StringConcat, TerraformModule, TerraformResource, TerraformStack, Tokenization } from 'cdktf';
import { IConstruct } from 'constructs';

import { DeclaredResource } from '../verdict/image-uses';
import { namesImages } from '../verdict/resource-types';
import { withStackOverrides } from './stack-overrides';

type Json = Record<string, unknown>;

/** A resource of a type that names images, or a module, of which nobody knows what it makes. */
export type ImageDeclaration = TerraformResource | TerraformModule;

export function declaresImages(node: IConstruct): node is ImageDeclaration {
  return node instanceof TerraformModule || (TerraformResource.isTerraformResource(node) && namesImages(node.terraformResourceType));
}

/** Whether other resources may run what it makes. */
export function makesImages(node: IConstruct): boolean {
  return TerraformResource.isTerraformResource(node) && /^docker_(registry_)?image$/.test(node.terraformResourceType);
}

/** A construct with its values as they will stand in the stack's configuration. */
export function declaredResource(node: ImageDeclaration): DeclaredResource {
  const place = node.node.path;
  const id = node.friendlyUniqueId;
  if (node instanceof TerraformModule) return { address: `module.${id}`, place, type: 'module', values: blockOf(node, node.toTerraform(), 'module', id) };
  const type = node.terraformResourceType;
  const values = withDynamicBlocks(blockOf(node, node.toTerraform(), 'resource', type, id)) as Json;
  return { address: `${type}.${id}`, place, type, values };
}

function blockOf(node: IConstruct, configuration: unknown, ...path: readonly string[]): Json {
  const block = path.reduce<unknown>((at, name) => (at as Json | undefined)?.[name], configuration);
  return (resolveIn(node, withStackOverrides(node, resolveIn(node, block), path)) ?? {}) as Json;
}

const RESOLVER = new DefaultTokenResolver(new StringConcat());

/** Tokens become what they will be in the configuration of the stack that a construct is in. */
export function resolveIn(node: IConstruct, value: unknown): unknown {
  return Tokenization.resolve(value, { scope: TerraformStack.of(node), preparing: false, resolver: RESOLVER });
}

/** A dynamic block is one more of its blocks, with the values that stand in its content. */
function withDynamicBlocks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withDynamicBlocks);
  if (typeof value !== 'object' || value === null) return value;
  const { dynamic, ...blocks } = value as Json;
  for (const [name, block] of [dynamic].flat().flatMap((one) => Object.entries(one ?? {}))) {
    const contents = [block].flat().map((one) => (one as { readonly content?: unknown } | null | undefined)?.content);
    blocks[name] = [blocks[name] ?? [], contents].flat();
  }
  return Object.fromEntries(Object.entries(blocks).map(([name, member]) => [name, withDynamicBlocks(member)]));
}
