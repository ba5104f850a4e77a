import { runInNewContext } from 'node:vm';

import { BOOLEAN, checkShape, DATE, implementing, instanceOf, LIST, listOf, MAP, mapOf, TEXT } from '../../lib/core/shape';
import { errorOf } from '../support/errors';

class Plant {
  public readonly parent: Plant = this;
}

class Tree extends Plant {}

test('objects of another realm are objects, lists and maps too', () => {
  const foreign = runInNewContext('({ names: { a: "b" }, items: [1] })') as { names: object; items: number[] };
  expect(checkShape({ names: MAP, items: LIST }, foreign, 'options', 'Here')).toBe(foreign);
});

test('nothing at all is a struct without properties', () => {
  expect(checkShape({ debug: BOOLEAN }, undefined, 'options', 'Here')).toEqual({});
});

test('an object of a subclass is one of the class, and another one with the same members is not', () => {
  expect(() => instanceOf(Plant)('plant', new Tree(), 'Here')).not.toThrow();
  expect(errorOf(() => instanceOf(Tree)('tree', new Plant(), 'Here')).code).toBe('InvalidType');
});

test('an interface is known by its members, wherever they come from', () => {
  expect(() => implementing('IPlant', 'parent')('plant', new Tree(), 'Here')).not.toThrow();
  expect(errorOf(() => implementing('IPlant', 'parent', 'height')('plant', new Tree(), 'Here')).message).toContain('an object that is an IPlant: with parent, height');
  expect(errorOf(() => implementing('Plant', 'parent', 'height')('plant', new Tree(), 'Here')).message).toContain('an object that is a Plant: with parent, height');
});

test('an item of a list is named by its place', () => {
  expect(errorOf(() => listOf(DATE)('days', [new Date(0), 'x'], 'Here')).message).toContain('[InvalidType] Here: days[1] is not a Date');
});

test('a value of a map is named by its key, also where there is none', () => {
  expect(errorOf(() => mapOf(TEXT)('names', { HOME: 5 }, 'Here')).message).toContain('[InvalidType] Here: names.HOME is not a text');
  expect(errorOf(() => mapOf(TEXT)('names', { HOME: null }, 'Here')).message).toContain('[MissingProperty] Here: names.HOME is missing');
});

test('a value that refers to itself is shown by its class', () => {
  expect(errorOf(() => BOOLEAN('debug', new Tree(), 'Here')).message).toContain('\n  given:    [object Tree]\n');
});
