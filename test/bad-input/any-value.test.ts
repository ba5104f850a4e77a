import { GoldenImageError } from '../../lib/core/error';
import { testsWithProviderVersion } from '../support/provider-version';
import { newStack } from '../support/stack';
import { CATALOGUE } from './catalogue';

testsWithProviderVersion('5.100.0');

const makings = new Map(CATALOGUE.map((row) => [row.make, row] as const));

/** What no property means: the error must be one of ours, whatever a caller in another language comes up with. */
const STRANGE: readonly unknown[] = [undefined, null, true, 0, -1, NaN, 1n, '', 'x', [], [undefined], [null], [[]], [{}], {}, { x: undefined }, { x: {} }, () => 'x', Symbol('x'), /x/, new Map(), new Date(NaN), Object.create(null), newStack()];

test.each([...makings.values()].map((row) => [row.property, row] as const))('%s takes or refuses any value, and never fails in an unknown way', (_, { make }) => {
  for (const value of STRANGE) {
    try {
      make(value as never);
    } catch (error) {
      expect(error).toBeInstanceOf(GoldenImageError);
    }
  }
});
