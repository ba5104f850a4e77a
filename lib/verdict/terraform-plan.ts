import { parseJson } from '../core/parse-json';
import { DeclaredResource } from './image-uses';
import { UnknownValue } from './unknown-value';

type Json = { readonly [name: string]: unknown };

interface Change {
  readonly address: string;
  readonly module_address?: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly change: { readonly after?: Json | null; readonly after_unknown?: unknown };
}

/** What a plan says. */
export interface PlannedResources {
  readonly resources: readonly DeclaredResource[];
  /** Terraform says that there will be more to plan after the apply: it was given targets, or could not plan all. */
  readonly isPartial: boolean;
}

/** What is wrong with a text that is no plan. */
export class NotAPlan extends Error {}

const GIVE = 'give what `terraform show -json PLAN` prints, with the file that `terraform plan -out=PLAN` wrote';

/**
 * The managed resources of a plan as they will be, also those that are deferred, from what `terraform show -json PLAN` prints.
 * Source: HashiCorp, JSON output format, format version 1. What is not known until the apply is there as such, with what it
 * comes from.
 */
export function plannedResources(text: string): PlannedResources {
  const plan = parse(text);
  const { format_version: version, planned_values: planned, errored, complete } = plan;
  if (typeof version !== 'string' || planned === undefined) throw new NotAPlan(`it has no format_version or no planned_values: ${GIVE}`);
  if (!/^[01]\./.test(version)) throw new NotAPlan(`format version ${version} is not known here: 1 is`);
  if (errored === true) throw new NotAPlan('Terraform failed while it made this plan, which lacks what came after that: mend what it says, and plan again');
  const root = isObject(plan.configuration) ? plan.configuration.root_module : undefined;
  const deferred = listIn(plan, 'deferred_changes').map((one) => (isObject(one) ? one.resource_change : one));
  const changes = [...listIn(plan, 'resource_changes'), ...deferred].map(checkChange);
  return {
    resources: changes.filter(({ mode, change }) => mode === 'managed' && change.after !== null && change.after !== undefined).map((change) => resourceOf(change, root)),
    isPartial: complete === false || deferred.length > 0,
  };
}

function listIn(plan: Json, name: string): readonly unknown[] {
  const list = plan[name] === undefined ? [] : plan[name];
  if (!Array.isArray(list)) throw new NotAPlan(`its ${name} are no list: ${GIVE}`);
  return list;
}

function checkChange(given: unknown): Change {
  const { address, module_address: module = '', mode, type, name, change } = isObject(given) ? given : {};
  const isNamed = [address, module, mode, type, name].every((text) => typeof text === 'string');
  if (isNamed && isObject(change) && (change.after === undefined || change.after === null || isObject(change.after))) return given as Change;
  throw new NotAPlan(`its change of ${typeof address === 'string' ? address : 'a resource'} is not as plans have it: ${GIVE}`);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function resourceOf({ address, module_address: module = '', type, name, change }: Change, root: unknown): DeclaredResource {
  const expressions = expressionsOf(module, `${type}.${name}`, root);
  return { address, place: address, type, values: merge(change.after, change.after_unknown, expressions) as object };
}

function parse(text: string): Json {
  const plan = parseJson(text);
  if (plan === undefined) throw new NotAPlan('it is no JSON: give what `terraform show -json PLAN` prints, not the plan itself');
  if (!isObject(plan)) throw new NotAPlan('it is no object');
  return plan;
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
function expressionsOf(module: string, address: string, root: unknown): unknown {
  const calls = [...module.matchAll(/module\.([^.[]+)/g)].flatMap(([, name]) => ['module_calls', name!, 'module']);
  const resources = [...calls, 'resources'].reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), root);
  const found: unknown = Array.isArray(resources) ? resources.find((resource) => isObject(resource) && resource.address === address) : undefined;
  return isObject(found) ? found.expressions : undefined;
}
