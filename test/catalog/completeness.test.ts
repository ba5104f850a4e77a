import { readFileSync } from 'node:fs';

import { Ajv2020 } from 'ajv/dist/2020';

import { CatalogContent } from '../../lib/catalog/catalog-content';
import { catalogFiles } from '../../lib/catalog/catalog-files';
import { documentOf, FULL } from './documents';

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

const SCHEMA = JSON.parse(readFileSync('lib/catalog/catalog.schema.json', 'utf8'));
const json = (): Json => JSON.parse(catalogFiles(FULL)['catalog.json']!);

test.each([['full', FULL], ['empty', documentOf()]])('the %s document is what the schema says', (_, document) => {
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(SCHEMA);
  validate(JSON.parse(catalogFiles(document)['catalog.json']!));
  expect(validate.errors).toBeNull();
});

test('the schema refuses a field that it does not know, and one that is missing', () => {
  const validate = new Ajv2020({ allowUnionTypes: true }).compile(SCHEMA);
  expect(validate({ ...FULL, more: 1 })).toBe(false);
  expect(validate({ ...FULL, images: [{ ...FULL.images[0], owner: undefined }] })).toBe(false);
});

/** Every value that is no list and no object, by its path with `[]` for any item. */
function leaves(value: Json, path = ''): [string, Json][] {
  if (Array.isArray(value)) return value.flatMap((item) => leaves(item, `${path}[]`));
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([name, one]) => leaves(one, path === '' ? name : `${path}.${name}`));
  return [[path, value]];
}

/** Every path that the schema gives a value. */
function pathsOf(schema: Record<string, never>, path = ''): string[] {
  const { $ref, properties, items } = schema as { $ref?: string; properties?: Record<string, never>; items?: never };
  if ($ref !== undefined) return pathsOf(SCHEMA.$defs[$ref.replace('#/$defs/', '')], path);
  if (items !== undefined) return pathsOf(items, `${path}[]`);
  if (properties !== undefined) return Object.entries(properties).flatMap(([name, one]) => pathsOf(one, path === '' ? name : `${path}.${name}`));
  return [path];
}

const SET = [...new Set(leaves(json()).flatMap(([path, value]) => (value === null ? [] : [path])))];

test('the full document sets every field of the schema', () => {
  expect([...SET].sort()).toEqual([...new Set(pathsOf(SCHEMA))].sort());
});

/** Another value of the same kind, which stands nowhere else. */
function unlike(value: Json): Json {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return 4711;
  const text = String(value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return '2031-07-19';
  if (text.startsWith('https://')) return 'https://unlike.example/page';
  if (text.startsWith('sha256:')) return `sha256:${'e'.repeat(64)}`;
  return text.startsWith('golden/') ? 'golden/unlike-any-other' : 'unlike-any-other';
}

/** The document with the first value of a path changed. */
function changed(path: string): { document: CatalogContent; value: string } {
  let value: Json | undefined;
  const change = (given: Json, at: string): Json => {
    if (Array.isArray(given)) return given.map((item) => change(item, `${at}[]`));
    if (typeof given === 'object' && given !== null) return Object.fromEntries(Object.entries(given).map(([name, one]) => [name, change(one, at === '' ? name : `${at}.${name}`)]));
    if (at !== path || given === null || value !== undefined) return given;
    return (value = unlike(given));
  };
  return { document: change(json(), '') as unknown as CatalogContent, value: String(value) };
}

test('each file tells whether there is a shell', () => {
  const files = catalogFiles(changed('images[].facts.hasShell').document);
  expect([files['CATALOG.md'], files['catalog.html']].map((text) => [text!.match(/Shell.{0,20}\byes\b/)?.length, text!.match(/Shell.{0,20}\bno\b/)?.length])).toEqual([[1, 1], [1, 1]]);
});

test.each(SET.filter((path) => path !== 'images[].facts.hasShell'))('each file tells %s', (path) => {
  const { document, value } = changed(path);
  const files = catalogFiles(document);
  for (const name of ['catalog.json', 'CATALOG.md', 'catalog.html']) {
    expect({ name, told: files[name]!.includes(value), before: catalogFiles(FULL)[name]!.includes(value) }).toEqual({ name, told: true, before: false });
  }
});
