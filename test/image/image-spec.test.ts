import { BaseImage } from '../../lib/base-image/base-image';
import { ImageDeclaration } from '../../lib/image/declaration';
import { Healthcheck } from '../../lib/image/healthcheck';
import { resolveImageSpec } from '../../lib/image/image-spec';
import { ImageTest } from '../../lib/image/image-test';
import { errorOf, expectRefused } from '../support/errors';
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

test('the shortest declaration runs as 65532, and has no packages, no tests of its own and no size budget', () => {
  expect(resolve()).toMatchObject({ user: { userId: 65532, create: 'nonroot' }, packages: [], tests: [] });
  expect(resolve()).not.toHaveProperty('maxSizeMegabytes');
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

test('a size budget is a whole number of megabytes', () => {
  expect(resolve({ maxSizeMegabytes: 100 }).maxSizeMegabytes).toBe(100);
  expectRefused('InvalidMaxSize', [0, -1, 1.5, NaN, 100_001, '100'], (maxSizeMegabytes) => resolve({ maxSizeMegabytes }));
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

test('what a container is started or checked by cannot be a shell that is removed', () => {
  const removed = (change: Partial<ImageDeclaration>) => (): unknown => resolve({ removeShell: true, ...change });
  const error = errorOf(removed({ entrypoint: ['/bin/sh', '/start.sh'] }));
  expect([error.code, error.message]).toEqual(['ShellRemoved', expect.stringContaining('entrypoint is run by a shell, which removeShell takes out of the image\n  given:    ["/bin/sh","/start.sh"]')]);
  expect(errorOf(removed({ command: ['bash', '-l'] })).message).toContain('command is run by a shell');
  expect(errorOf(removed({ entrypoint: ['/app'], healthcheck: Healthcheck.command({ command: ['sh', '-c', 'true'] }) })).message).toContain('healthcheck is run by a shell');
  expect(removed({ entrypoint: ['/usr/bin/tool'], command: ['sh'], healthcheck: Healthcheck.command({ command: ['/usr/bin/tool', 'sh'] }) })).not.toThrow();
  expect(() => resolve({ entrypoint: ['/bin/sh'] })).not.toThrow();
});
