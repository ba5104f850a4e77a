import { SupportLifecycle } from '../../lib/base-image/support-lifecycle-data';
import { supportOf } from '../../lib/catalog/support';
import { supportRows, supportWord } from '../../lib/catalog/support-rows';
import { imageOf } from './documents';

const DEBIAN: SupportLifecycle = {
  product: 'debian', release: '12', endOfStandardSupport: '2026-07-11', endOfExtendedSupport: '2028-06-30', extendedSupport: 'Debian LTS', source: 'https://example.com/debian', read: '2026-04-25',
};
const PYTHON: SupportLifecycle = { product: 'python', release: '3.13', endOfStandardSupport: '2029-10-31', source: 'https://example.com/python', read: '2026-04-25' };
const NODE: SupportLifecycle = { ...PYTHON, product: 'node', release: '20', endOfStandardSupport: '2026-04-30', source: 'https://example.com/node' };
const SUPPORT = { release: 'debian 12', ends: '2026-07-11', extendedName: 'Debian LTS', extendedEnds: '2028-06-30', source: 'https://example.com/debian' };

test('of nothing that is known, nothing is told', () => {
  expect(supportOf([])).toEqual({ release: null, ends: null, extendedName: null, extendedEnds: null, source: null });
});

test('what ends first is told, with its extended support', () => {
  expect(supportOf([PYTHON, DEBIAN])).toEqual(SUPPORT);
});

test('extended support ends where another part has no support at all any more', () => {
  expect(supportOf([DEBIAN, NODE])).toEqual({ release: 'node 20', ends: '2026-04-30', extendedName: null, extendedEnds: null, source: 'https://example.com/node' });
  expect(supportOf([DEBIAN, { ...PYTHON, endOfStandardSupport: '2027-10-31' }])).toEqual({ ...SUPPORT, extendedEnds: '2027-10-31' });
});

test.each([
  ['2026-07-11', 'supported'],
  ['2026-07-12', 'extended support'],
  ['2028-06-30', 'extended support'],
  ['2028-07-01', 'support ended'],
])('on %s it is %s', (asOf, word) => expect(supportWord(SUPPORT, asOf)).toBe(word));

test('without extended support it ends, and without a day it is not known', () => {
  expect(supportWord({ ...SUPPORT, extendedEnds: null }, '2026-07-12')).toBe('support ended');
  expect(supportWord({ ...SUPPORT, ends: null }, '2026-07-12')).toBe('support not known');
});

test('images of one support are one row; what ends first is the first, and what is not known the last', () => {
  const later = { ...SUPPORT, release: 'debian 13', ends: '2028-08-09' };
  const rows = supportRows([imageOf('unknown'), imageOf('new', { support: later }), imageOf('old', { support: SUPPORT }), imageOf('older', { support: { ...SUPPORT } })]);
  expect(rows.map(({ release, images }) => [release, images])).toEqual([['debian 12', ['golden/old', 'golden/older']], ['debian 13', ['golden/new']], [null, ['golden/unknown']]]);
});
