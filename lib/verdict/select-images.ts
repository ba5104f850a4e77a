import { readJsonText } from './terraform-text';
import { isExpression, UnknownValue } from './unknown-value';

/** An image that something names, or why nobody can tell which. */
export interface FoundImage {
  /** Where it was found, such as `container_definitions (app)`. */
  readonly use: string;
  /** As it is written. */
  readonly text?: string;
  /** Why it is not known, where there is no text. */
  readonly unknown?: string;
  /** What an unknown value comes from. */
  readonly references?: readonly string[];
  /** The unknown value is the image itself, and no text, list or block that it lies in. */
  readonly isImage?: boolean;
}

/** In a path: the text there is JSON. */
export const JSON_TEXT = '(JSON)';

/** A way to images in a resource's values, such as `['spec', 'container', 'image']`; blocks may be lists of themselves. */
export type Path = readonly string[];

/** What lies at the end of a path: one image of each item on the way. What is not there is not found. */
export function selectImages(values: unknown, path: Path): readonly FoundImage[] {
  return selectBelow(values, path, path.filter((part) => part !== JSON_TEXT).join('.'));
}

/** Why an unknown value at a place is no image that anybody knows. */
export function unknownAt(use: string, value: UnknownValue | string): FoundImage {
  if (typeof value === 'string') return { use, unknown: `it is an expression: ${shorten(value)}` };
  return { use, unknown: 'it is only known when Terraform applies', references: value.references };
}

function selectBelow(values: unknown, path: Path, use: string): readonly FoundImage[] {
  if (values === undefined || values === null) return [];
  if (values instanceof UnknownValue) return [{ ...unknownAt(use, values), isImage: path.length === 0 }];
  if (Array.isArray(values)) return values.flatMap((item) => selectBelow(item, path, named(use, item)));
  const [next, ...rest] = path;
  if (next === undefined) return imageText(values, use);
  if (next === JSON_TEXT) return selectFromText(values, rest, use);
  if (typeof values === 'string' && isExpression(values)) return [unknownAt(use, values)];
  if (typeof values !== 'object') return [{ use, unknown: 'there is no block where one is expected' }];
  return membersOf(values, next).flatMap((member) => selectBelow(member, rest, use));
}

function imageText(value: unknown, use: string): readonly FoundImage[] {
  if (typeof value !== 'string') return [{ use, unknown: 'it is no text' }];
  return value === '' ? [] : [{ use, text: value }];
}

function selectFromText(values: unknown, rest: Path, use: string): readonly FoundImage[] {
  if (typeof values !== 'string') return selectBelow(values, rest, use);
  const json = readJsonText(values);
  if (json === undefined || typeof json === 'string') return [{ use, unknown: 'the text is no JSON' }];
  return selectBelow(json, rest, use);
}

/**
 * By its name in any case, as the AWS provider reads JSON; blocks have the same names with underscores. Of names that differ by
 * no more than that, any may be the one that counts.
 */
function membersOf(values: object, name: string): readonly unknown[] {
  const plain = (text: string): string => text.replaceAll('_', '').toLowerCase();
  return Object.entries(values).flatMap(([key, member]) => (plain(key) === plain(name) ? [member as unknown] : []));
}

/** Items of lists are told apart by their names, where they have some. */
function named(use: string, item: unknown): string {
  const [name] = typeof item === 'object' && item !== null ? membersOf(item, 'name') : [];
  return typeof name === 'string' && name !== '' && !isExpression(name) && !use.endsWith(')') ? `${use} (${name})` : use;
}

export function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

const CONTAINERS = new Set(['containers', 'initContainers', 'ephemeralContainers']);
/** What pods lie in. */
const HOLDERS = new Set(['manifest', 'spec', 'template', 'jobTemplate', 'items']);

/** The images of all containers of a Kubernetes object, however deep its pods lie. */
export function selectContainers(value: unknown, use: string, key = use): readonly FoundImage[] {
  if (value instanceof UnknownValue || (typeof value === 'string' && isExpression(value))) {
    return HOLDERS.has(key) || CONTAINERS.has(key) ? [unknownAt(use, value)] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  if (CONTAINERS.has(key)) return selectBelow(value, ['image'], use);
  return Object.entries(value).flatMap(([name, member]) => (Array.isArray(value) ? selectContainers(member, use, key) : selectContainers(member, `${use}.${name}`, name)));
}

const IMAGE_INPUT = /^(container_)?image(_uri|_identifier)?$/i;

/** What a module is given under a name that says image: the resources that it makes of it cannot be seen. */
export function selectInputs(value: unknown, use = ''): readonly FoundImage[] {
  if (typeof value !== 'object' || value === null || value instanceof UnknownValue) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const path = Array.isArray(value) ? use : use === '' ? key : `${use}.${key}`;
    return IMAGE_INPUT.test(key) && typeof member === 'string' ? imageText(member, path) : selectInputs(member, path);
  });
}
