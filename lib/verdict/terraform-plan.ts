import { DeclaredResource } from './image-uses';
import { UnknownValue } from './unknown-value';

type Json = { readonly [name: string]: unknown };

interface Change {
  readonly address: string;
  readonly module_address?: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly change: { readonly actions: readonly string[]; readonly after: unknown; readonly after_unknown?: unknown };
}

/** What is wrong with a text that is no plan. */
export class NotAPlan extends Error {}

/**
 * The managed resources of a plan as they will be, from what `terraform show -json PLAN` prints. Source: HashiCorp, JSON
 * output format, format version 1. What is not known until the apply is there as such, with what it comes from.
 */
export function plannedResources(text: string): readonly DeclaredResource[] {
  const plan = parse(text);
  const { format_version: version, resource_changes: changes = [], planned_values: planned } = plan;
  if (typeof version !== 'string' || planned === undefined) throw new NotAPlan('it has no format_version or no planned_values: give what `terraform show -json PLAN` prints, with the file that `terraform plan -out=PLAN` wrote');
  if (!/^[01]\./.test(version)) throw new NotAPlan(`format version ${version} is not known here: 1 is`);
  const root = ((plan.configuration ?? {}) as Json).root_module as Json | undefined;
  return (changes as readonly Change[])
    .filter(({ mode, change }) => mode === 'managed' && change.after !== null && change.after !== undefined)
    .map((change) => resourceOf(change, root));
}

function resourceOf({ address, module_address: module = '', type, name, change }: Change, root: Json | undefined): DeclaredResource {
  const expressions = expressionsOf(module, `${type}.${name}`, root);
  return { address, place: address, type, values: merge(change.after, change.after_unknown, expressions) as object };
}

function parse(text: string): Json {
  let plan: unknown;
  try {
    plan = JSON.parse(text);
  } catch {
    throw new NotAPlan('it is no JSON: give what `terraform show -json PLAN` prints, not the plan itself');
  }
  if (typeof plan !== 'object' || plan === null || Array.isArray(plan)) throw new NotAPlan('it is no object');
  return plan as Json;
}

/** Puts what is unknown in its place among the known values, with the references of its expression. */
function merge(after: unknown, unknown: unknown, expressions: unknown): unknown {
  if (unknown === true) return new UnknownValue(referencesOf(expressions));
  if (Array.isArray(unknown)) {
    const known = Array.isArray(after) ? (after as readonly unknown[]) : [];
    return Array.from({ length: Math.max(known.length, unknown.length) }, (_, at) => merge(known[at], unknown[at], itemOf(expressions, at)));
  }
  if (typeof unknown !== 'object' || unknown === null) return after;
  const known = (typeof after === 'object' && after !== null ? after : {}) as Json;
  const names = [...new Set([...Object.keys(known), ...Object.keys(unknown)])];
  return Object.fromEntries(names.map((name) => [name, merge(known[name], (unknown as Json)[name], memberOf(expressions, name))]));
}

function itemOf(expressions: unknown, at: number): unknown {
  return Array.isArray(expressions) ? (expressions as readonly unknown[])[at] ?? expressions[0] : expressions;
}

function memberOf(expressions: unknown, name: string): unknown {
  if (typeof expressions !== 'object' || expressions === null) return undefined;
  const member = (expressions as Json)[name];
  // Below an attribute whose whole value is one expression, that one is all there is.
  return member ?? ('references' in expressions ? expressions : undefined);
}

function referencesOf(expressions: unknown): readonly string[] {
  const references = (expressions as { references?: unknown } | null | undefined)?.references;
  return Array.isArray(references) ? references.filter((one): one is string => typeof one === 'string') : [];
}

/** The expressions of a resource in the configuration; there are none for what a module of an older plan lacks. */
function expressionsOf(module: string, address: string, root: Json | undefined): unknown {
  const calls = [...module.matchAll(/module\.([^.[]+)/g)].map(([, name]) => name!);
  const found = calls.reduce<Json | undefined>((at, name) => ((at?.module_calls as Json | undefined)?.[name] as Json | undefined)?.module as Json | undefined, root);
  const resources = (found?.resources ?? []) as readonly { readonly address: string; readonly expressions?: unknown }[];
  return resources.find((resource) => resource.address === address)?.expressions;
}
