import { join } from 'node:path';

import { CATALOGUE } from './catalogue';
import { gapsOf } from './completeness';
import { inputsOf, parseText, publicInputs } from './public-api';
import { WITHOUT_ROWS } from './without-rows';

test('every public property has a bad value in the catalogue, or a reason why it has none', () => {
  const inputs = publicInputs(join(__dirname, '../../lib/index.ts'));
  expect(
    gapsOf(
      inputs,
      CATALOGUE.map(({ property }) => property),
      Object.keys(WITHOUT_ROWS),
    ),
  ).toEqual({ uncovered: [], unknown: [], needless: [] });
});

test('the public properties are those of the sources', () => {
  const inputs = publicInputs(join(__dirname, '../../lib/index.ts'));
  expect(inputs.length).toBeGreaterThan(200);
  expect(new Set(inputs).size).toBe(inputs.length);
  expect(inputs).toEqual(expect.arrayContaining(['ImageDeclaration.name', 'BaseImage.debian.tag', 'GoldenImage.constructor.props', 'BaseImage.supportStatusAt.date']));
});

const SOURCE = `
  export interface PlantProps { readonly name: string; readonly water?: number; }
  export interface IPlant { readonly height: number; grow(days: number): void; }
  /** @internal */
  export interface Root { readonly depth: number; }
  interface Leaf { readonly area: number; }
  export enum Soil { SAND = 'sand' }
  export function dig(depth: number): void {}
  export class Plant {
    public static of(name: string, ...seeds: number[]): Plant { return new Plant(name); }
    /** @internal */
    public static hidden(name: string): void {}
    public static _alsoHidden(name: string): void {}
    private static secret(name: string): void {}
    protected cut(length: number): void {}
    private constructor(name: string) {}
    public prune(date: Date): void {}
    public get height(): number { return 1; }
    public set light(level: number) {}
  }
  export class Tree { public constructor(scope: object, id: string, props: PlantProps) {} }
`;

test('inputs are the properties of structs, and the parameters of public methods and constructors', () => {
  expect(inputsOf(parseText('plant.ts', SOURCE))).toEqual([
    'PlantProps.name',
    'PlantProps.water',
    'Plant.of.name',
    'Plant.of.seeds',
    'Plant.prune.date',
    'Plant.light.level',
    'Tree.constructor.scope',
    'Tree.constructor.id',
    'Tree.constructor.props',
  ]);
});

test('a property without a row is named', () => {
  expect(gapsOf(['A.a', 'A.b'], ['A.a'], [])).toMatchObject({ uncovered: ['A.b'] });
});

test('a property may be excused by its name, or with its whole struct, but not by the beginning of its name', () => {
  expect(gapsOf(['A.a', 'B.b', 'Bc.d'], [], ['A.a', 'B.*'])).toEqual({ uncovered: ['Bc.d'], unknown: [], needless: [] });
});

test('an excuse fails when its property has rows, or is no more', () => {
  expect(gapsOf(['A.a', 'A.b'], ['A.a'], ['A.a', 'A.b', 'A.c', 'B.*'])).toMatchObject({ needless: ['A.a', 'A.c', 'B.*'] });
  expect(gapsOf(['A.a', 'A.b'], ['A.a'], ['A.*'])).toMatchObject({ needless: ['A.*'] });
});

test('a row of what is no public property fails', () => {
  expect(gapsOf(['A.a'], ['A.a', 'A.old'], [])).toMatchObject({ unknown: ['A.old'] });
});
