import { checkDeprecation, checkRevocation, isOfVersion, lifecycleRecord } from '../../lib/core/image-lifecycle';

test.each([
  ['12.1.0', true],
  ['12.1.0-20261101', true],
  ['12.1.0-debug', true],
  ['12.1.0-20261101-dev', true],
  ['12.1.0-rc1', false],
  ['12.1.01', false],
  ['12.1', false],
])('%s is of version 12.1.0: %s', (tag, expected) => {
  expect(isOfVersion(tag, '12.1.0')).toBe(expected);
});

test('a record has every field, so that those who read it need not guess', () => {
  const deprecation = { since: '2026-11-01', removeAfter: '2027-05-01', reason: 'support ends', replacement: 'debian-13' };
  expect(lifecycleRecord('golden', { deprecation, revocations: [{ version: '12.0.0', reason: 'bad' }] }, [{ image: 'base/root', revocations: [{ digest: 'sha256:a', reason: 'worse' }] }])).toEqual({
    deprecation: { since: '2026-11-01', removeAfter: '2027-05-01', reason: 'support ends', replacement: 'golden/debian-13', migrationGuide: null },
    revocations: [{ digest: null, version: '12.0.0', reason: 'bad' }],
    inherited: [{ image: 'base/root', deprecation: null, revocations: [{ digest: 'sha256:a', version: null, reason: 'worse' }] }],
  });
});

test('a deprecation without a replacement has none in its record either', () => {
  const deprecation = { since: '2026-11-01', removeAfter: '2027-05-01', reason: 'support ends' };
  expect(lifecycleRecord('golden', { deprecation, revocations: [] }, []).deprecation).toMatchObject({ replacement: null, migrationGuide: null });
});

test('what is no deprecation and no revocation is refused by its name', () => {
  expect(() => checkDeprecation('2026-11-01' as never, 'image', 'stack/Image')).toThrow('[InvalidType] stack/Image: deprecation is not an object');
  expect(() => checkRevocation('12.1.0' as never, 'stack/Image')).toThrow('[InvalidType] stack/Image: revocation is not an object');
});
