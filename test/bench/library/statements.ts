/** Terraform's JSON of a stack, as far as it is read here. */
type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

/** A construct of the provider's bindings, as it would be written by hand. */
export interface Statement {
  /** File that defines it. */
  readonly path: string;
  /** Name of its class. */
  readonly type: string;
  readonly id: string;
  readonly props: Json;
}

/** The statements that make the same JSON, resource by resource. */
export function statementsOf(stack: Json): readonly Statement[] {
  return [
    ...blocks(stack.provider).map(([name, body]) => statement(`provider-${name}/lib/provider`, 'Provider', name, body)),
    ...blocks(stack.data).flatMap(([type, byId]) => blocks(byId).map(([id, body]) => statement(file(type, 'data-'), type, id, body))),
    ...blocks(stack.resource).flatMap(([type, byId]) => blocks(byId).map(([id, body]) => statement(file(type, ''), type, id, body))),
  ];
}

/** A stack's JSON without what CDKTF notes of its constructs, and in one order. */
export function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== '//').sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, comparable(one)]));
}

/** Where two values differ. */
export function differencesOf(one: unknown, other: unknown, at = ''): readonly string[] {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other ? [] : [`${at}: ${JSON.stringify(one)} and ${JSON.stringify(other)}`];
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].flatMap((key) => differencesOf((one as Json)[key], (other as Json)[key], `${at}.${key}`));
}

function blocks(value: Json | undefined): [string, Json][] {
  return Object.entries(value ?? {}).flatMap(([key, one]): [string, Json][] => (Array.isArray(one) ? one.map((each): [string, Json] => [key, each as Json]) : [[key, one as Json]])).filter(([key]) => key !== '//');
}

function file(type: string, prefix: string): string {
  const [provider, ...rest] = type.split('_');
  return `provider-${provider}/lib/${prefix}${prefix === '' ? '' : `${provider}-`}${rest.join('-')}`;
}

function statement(file: string, type: string, id: string, body: Json): Statement {
  const path = `@cdktf/${file}`;
  return { path, type: className(path, type), id, props: camel(body) as Json };
}

/** The construct that a file of the bindings defines. */
function className(path: string, type: string): string {
  const found = Object.entries(require(path) as Json).find(([name, one]) => typeof one === 'function' && (type === 'Provider' ? name.endsWith('Provider') : one.tfResourceType === type)); // eslint-disable-line @typescript-eslint/no-require-imports
  if (found === undefined) throw new Error(`no construct of ${type} in ${path}`);
  return found[0];
}

/** Attributes in the bindings' names. Maps of free keys are none in what the bench declares; the comparison of the results says so. */
function camel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camel);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== '//').map(([key, one]) => [key.replace(/_([a-z0-9])/g, (_, char: string) => char.toUpperCase()), camel(one)]));
}
