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
}

/** In a path: the text there is JSON. */
export const JSON_TEXT = '(JSON)';

/** A way to images in a resource's values, such as `['spec', 'container', 'image']`; blocks may be lists of themselves. */
export type Path = readonly string[];

/** What lies at the end of a path: one image of each item on the way. What is not there is not found. */
export function selectImages(values: unknown, path: Path, use = useOf(path)): readonly FoundImage[] {
  if (values === undefined || values === null) return [];
  if (values instanceof UnknownValue) return [{ use, unknown: 'it is only known when Terraform applies', references: values.references }];
  if (Array.isArray(values)) return values.flatMap((item) => selectImages(item, path, use));
  const [next, ...rest] = path;
  if (next === undefined) return typeof values === 'string' ? (values === '' ? [] : [{ use, text: values }]) : [{ use, unknown: 'it is no text' }];
  if (next === JSON_TEXT) return selectFromText(values, rest, use);
  if (typeof values === 'string') return [{ use, unknown: isExpression(values) ? `it is an expression: ${shorten(values)}` : 'its block is a text' }];
  if (typeof values !== 'object') return [{ use, unknown: 'its block is no object' }];
  return selectImages(memberOf(values, next), rest, named(use, memberOf(values, 'name')));
}

function selectFromText(values: unknown, rest: Path, use: string): readonly FoundImage[] {
  if (typeof values !== 'string') return selectImages(values, rest, use);
  const json = readJsonText(values);
  if (json === undefined || typeof json === 'string') return [{ use, unknown: 'the text is no JSON' }];
  return selectImages(json, rest, use);
}

/** By its name in any case, as the AWS provider reads JSON. */
function memberOf(values: object, name: string): unknown {
  const exact = (values as Record<string, unknown>)[name];
  if (exact !== undefined) return exact;
  const key = Object.keys(values).find((other) => other.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : (values as Record<string, unknown>)[key];
}

function useOf(path: Path): string {
  return path.filter((part) => part !== JSON_TEXT).join('.');
}

function named(use: string, name: unknown): string {
  return typeof name === 'string' && !use.endsWith(')') && name !== '' && !isExpression(name) ? `${use} (${name})` : use;
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
    return HOLDERS.has(key) || CONTAINERS.has(key) ? selectImages(value, ['image'], use) : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  if (CONTAINERS.has(key)) return selectImages(value, ['image'], use);
  return Object.entries(value).flatMap(([name, member]) => (Array.isArray(value) ? selectContainers(member, use, key) : selectContainers(member, `${use}.${name}`, name)));
}

const IMAGE_INPUT = /^(container_)?image(_uri|_identifier)?$/i;

/** What a module is given under a name that says image: the resources that it makes of it cannot be seen. */
export function selectInputs(value: unknown, use: string): readonly FoundImage[] {
  if (typeof value !== 'object' || value === null || value instanceof UnknownValue) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const path = Array.isArray(value) ? use : use === '' ? key : `${use}.${key}`;
    return IMAGE_INPUT.test(key) && (typeof member === 'string' || member instanceof UnknownValue) ? selectImages(member, [], path) : selectInputs(member, path);
  });
}
