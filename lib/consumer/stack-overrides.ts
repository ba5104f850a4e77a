import { TerraformStack, Tokenization } from 'cdktf';
import { IConstruct } from 'constructs';

type Json = Record<string, unknown>;

/** A block with what `addOverride` of its stack puts over it, which CDKTF does last and keeps to itself. */
export function withStackOverrides(node: IConstruct, block: unknown, path: readonly string[]): unknown {
  const { rawOverrides } = TerraformStack.of(node) as unknown as { readonly rawOverrides?: Json };
  const own = path.reduce<unknown>((at, name) => (at as Json | undefined)?.[name], rawOverrides);
  return own === undefined ? block : overridden(block, own);
}

/** As CDKTF merges: lists are joined, items are named by their numbers, and undefined removes. */
function overridden(value: unknown, override: unknown): unknown {
  if (Array.isArray(override)) return Array.isArray(value) ? [...(value as unknown[]), ...(override as unknown[])] : override;
  if (typeof override !== 'object' || override === null || Tokenization.isResolvable(override)) return override;
  const under = typeof value === 'object' && value !== null ? value : {};
  const own = Object.entries(override).map(([name, member]) => [name, overridden((under as Json)[name], member)] as const);
  if (Array.isArray(under)) return Object.values({ ...under, ...Object.fromEntries(own) });
  return Object.fromEntries(Object.entries({ ...under, ...Object.fromEntries(own) }).filter(([, member]) => member !== undefined));
}
