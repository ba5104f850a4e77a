import { noticesOf, stateOf } from '../../lib/catalog/notices';
import { DeprecationRecord } from '../../lib/core/image-lifecycle';
import { imageOf } from './documents';

const DEPRECATION: DeprecationRecord = { since: '2026-10-01', removeAfter: '2027-03-31', reason: 'Debian 13 is out', replacement: 'golden/debian-13', migrationGuide: null };
const REVOCATION = { digest: null, version: '12.0.0', reason: 'CVE-2026-0001' };

describe.each([
  ['2026-09-30', 'announced', 'announced', 'to be deprecated on 2026-10-01, not to be used after 2027-03-31'],
  ['2026-10-01', 'deprecated', 'warning', 'deprecated since 2026-10-01, not to be used after 2027-03-31'],
  ['2027-03-31', 'deprecated', 'warning', 'deprecated since 2026-10-01, not to be used after 2027-03-31'],
  ['2027-04-01', 'removed', 'error', 'not to be used since 2027-03-31, deprecated on 2026-10-01'],
])('on %s', (asOf, state, level, title) => {
  test(`a deprecated image is ${state}`, () => {
    const image = imageOf('debian', { deprecation: DEPRECATION });
    expect(stateOf(image, asOf)).toBe(state);
    expect(noticesOf(image, asOf)).toEqual([{ level, title, reason: 'Debian 13 is out', replacement: 'golden/debian-13', migrationGuide: null }]);
  });

  test('so is its child, which says whose deprecation it is', () => {
    const image = imageOf('node', { inherited: [{ image: 'golden/debian', deprecation: DEPRECATION, revocations: [] }] });
    expect(stateOf(image, asOf)).toBe(state);
    expect(noticesOf(image, asOf).map((notice) => notice.title)).toEqual([`Parent golden/debian: ${title}`]);
  });
});

test('an image of which nothing is said is current', () => {
  expect([stateOf(imageOf('debian'), '2026-11-24'), noticesOf(imageOf('debian'), '2026-11-24')]).toEqual(['current', []]);
});

test('a revoked release is an error, and leaves the image what it is', () => {
  const image = imageOf('debian', { revocations: [REVOCATION, { ...REVOCATION, version: null, digest: `sha256:${'a'.repeat(64)}` }] });
  expect(stateOf(image, '2026-11-24')).toBe('current');
  expect(noticesOf(image, '2026-11-24').map(({ level, title }) => `${level}: ${title}`)).toEqual(['error: version 12.0.0 is revoked', `error: digest sha256:${'a'.repeat(64)} is revoked`]);
});
