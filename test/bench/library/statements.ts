/** Terraform's JSON of a stack, as far as it is read here. */
type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

/** A construct of the provider's bindings, as it would be written by hand. */
export interface Statement {
  /** File that defines it. */
  readonly path: string;
  /** Name of its class. */
  readonly type: string;
  readonly id: string;
  /** As others refer to it, such as `data.aws_partition.Partition`. */
  readonly address: string;
  /** Text that refers to attributes of others is a list under `text`: text, and pairs of an address and an attribute. */
  readonly props: Json;
}

/** The statements that make the same JSON, resource by resource, each behind those that it refers to. */
export function statementsOf(stack: Json): readonly Statement[] {
  const all = [
    ...blocks(stack.provider).map(([name, body]) => statement(`provider-${name}/lib/provider`, 'Provider', name, `provider.${name}`, body)),
    ...blocks(stack.data).flatMap(([type, byId]) => blocks(byId).map(([id, body]) => statement(file(type, 'data-'), type, id, `data.${type}.${id}`, body))),
    ...blocks(stack.resource).flatMap(([type, byId]) => blocks(byId).map(([id, body]) => statement(file(type, ''), type, id, `${type}.${id}`, body))),
  ];
  const byAddress = new Map(all.map((one) => [one.address, one]));
  const ordered = new Set<Statement>();
  const add = (one: Statement): void => {
    if (ordered.has(one)) return;
    for (const other of addressesIn(one.props)) if (byAddress.has(other)) add(byAddress.get(other)!);
    ordered.add(one);
  };
  all.forEach(add);
  return [...ordered];
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

function statement(file: string, type: string, id: string, address: string, body: Json): Statement {
  const path = `@cdktf/${file}`;
  return { path, type: className(path, type), id, address, props: byHand(body) as Json };
}

const REFERENCE = /\$\{((?:data\.)?aws_\w+\.[\w-]+)\.(\w+)\}/;

/** The text of a reference is what CDKTF makes of an attribute, which is what people write. */
function withReferences(text: string): unknown {
  if (!REFERENCE.test(text)) return text;
  const parts = text.split(new RegExp(REFERENCE, 'g'));
  const pair = (index: number): unknown => [parts[index], camelCase(parts[index + 1]!)];
  return { text: parts.flatMap((part, index) => (index % 3 === 0 ? [part] : index % 3 === 1 ? [pair(index)] : [])) };
}

function addressesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { text } = value as Json;
  return Array.isArray(text) ? text.filter(Array.isArray).map(([address]) => address as string) : Object.values(value).flatMap(addressesIn);
}

/** The construct that a file of the bindings defines. */
function className(path: string, type: string): string {
  const found = Object.entries(require(path) as Json).find(([name, one]) => typeof one === 'function' && (type === 'Provider' ? name.endsWith('Provider') : one.tfResourceType === type)); // eslint-disable-line @typescript-eslint/no-require-imports
  if (found === undefined) throw new Error(`no construct of ${type} in ${path}`);
  return found[0];
}

/** Attributes in the bindings' names. Maps of free keys are none in what the bench declares; the comparison of the results says so. */
function byHand(value: unknown): unknown {
  if (typeof value === 'string') return withReferences(value);
  if (Array.isArray(value)) return value.map(byHand);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== '//').map(([key, one]) => [camelCase(key), byHand(one)]));
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, char: string) => char.toUpperCase());
}
