import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { LOCK_FILE_NAME, lockDocument } from '../../lib/base-image/lock-document';

const PRESET = JSON.parse(readFileSync(join(__dirname, '../../renovate/golden-images.json'), 'utf8')) as {
  readonly customManagers: readonly [{ readonly managerFilePatterns: readonly string[]; readonly matchStrings: readonly string[] }];
};
const [{ managerFilePatterns, matchStrings }] = PRESET.customManagers;

test("Renovate's preset finds name, tag and digest of every image of the lock file", () => {
  const images = ['docker.io/library/debian:12-slim', 'localhost:5000/own/base:1_2'].map((reference, index) => ({
    reference,
    digest: `sha256:${String(index).repeat(64)}`,
    ...(index === 0 && { pulledFrom: 'mirror.example.com/debian:12-slim' }),
    platforms: [],
    resolvedAt: '2026-11-24T10:00:00Z',
  }));
  const found = [...lockDocument(images).matchAll(new RegExp(matchStrings[0]!, 'g'))].map(({ groups }) => ({ ...groups }));
  expect(found).toEqual([
    { depName: 'docker.io/library/debian', currentValue: '12-slim', currentDigest: images[0]!.digest },
    { depName: 'localhost:5000/own/base', currentValue: '1_2', currentDigest: images[1]!.digest },
  ]);
});

test.each([[LOCK_FILE_NAME, true], [`infra/${LOCK_FILE_NAME}`, true], [`my-${LOCK_FILE_NAME}`, false], ['package-lock.json', false]])("Renovate's preset looks into %s: %s", (file, wanted) => {
  expect(managerFilePatterns.some((pattern) => new RegExp(pattern.slice(1, -1)).test(file))).toBe(wanted);
});
