import { BaseImage } from '../../lib/base-image/base-image';
import { ImageDeclaration } from '../../lib/image/declaration';
import { resolveImageSpec } from '../../lib/image/image-spec';
import { ImageTest } from '../../lib/image/image-test';
import { expectRefused } from '../support/errors';
import { DIGEST } from '../support/stack';

const DECLARATION: ImageDeclaration = {
  name: 'debian',
  version: '12.1.0',
  base: BaseImage.debian('12-slim', { digest: DIGEST }),
  owner: 'platform-team',
  rationale: 'glibc',
};

function resolve(change: Partial<ImageDeclaration> = {}): ReturnType<typeof resolveImageSpec> {
  return resolveImageSpec({ ...DECLARATION, ...change }, 'Stack/Debian');
}

test('the shortest declaration runs as 65532, is tested for it, and has no packages', () => {
  expect(resolve()).toMatchObject({ user: { userId: 65532, create: 'nonroot' }, packages: [] });
  expect(resolve().tests.map((t) => t.name)).toEqual(['runs as 65532']);
});

test('a spec is frozen', () => {
  expect(Object.isFrozen(resolve())).toBe(true);
  expect(Object.isFrozen(resolve({ packages: ['tzdata'] }).packages)).toBe(true);
});

test('packages are sorted, so that their order is no change', () => {
  expect(resolve({ packages: ['tzdata', 'ca-certificates'] }).packages).toEqual(['ca-certificates', 'tzdata']);
});

test('a package is declared once, pinned or not', () => {
  expectRefused('DuplicatePackage', [['tzdata', 'tzdata'], ['tzdata', 'tzdata=1']], (packages) => resolve({ packages }));
});

test('an empty list of tests is refused, because every candidate would pass', () => {
  expectRefused('NoTests', [[]], (tests) => resolve({ tests }));
});

test('two tests of one name are refused', () => {
  expectRefused('DuplicateTest', [[ImageTest.runsAs(1), ImageTest.runsAs(1)]], (tests) => resolve({ tests }));
});

test.each([
  ['name', 'InvalidImageName'],
  ['version', 'InvalidVersion'],
  ['owner', 'InvalidOwner'],
  ['rationale', 'InvalidRationale'],
] as const)('%s is checked, at the path of the construct', (property, code) => {
  expectRefused(code, ['', ' ', '\n', undefined], (value) => resolve({ [property]: value }));
  expect(() => resolve({ [property]: '' })).toThrow(`[${code}] Stack/Debian: `);
});

test('a base is needed', () => {
  expect(() => resolve({ base: undefined as never })).toThrow('[MissingProperty] Stack/Debian: base is missing');
});
