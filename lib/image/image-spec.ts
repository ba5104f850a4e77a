import { BaseImage, BaseSource } from '../base-image/base-image';
import { checkPresent, checkText } from '../core/check';
import { GoldenImageError } from '../core/error';
import { DEBIAN_PACKAGE, IMAGE_NAME, OWNER, RATIONALE, VERSION } from '../core/grammar';
import { ImageDeclaration } from './declaration';
import { ImageTest } from './image-test';

/**
 * The numeric id of the user and the group that an image runs as. 65532 is what distroless, Chainguard and Kubernetes
 * examples use for "nonroot", so that policies written for those hold here too.
 */
export const NONROOT_ID = 65532;

/** A declaration with every default applied. All later code reads this and nothing else of the declaration. */
export interface ImageSpec {
  readonly name: string;
  readonly version: string;
  readonly base: BaseSource;
  readonly packages: readonly string[];
  readonly tests: readonly ImageTest[];
  readonly userId: number;
  readonly owner: string;
  readonly rationale: string;
}

/** Checks a declaration and applies the defaults; the one place where either is done. */
export function resolveImageSpec(declaration: ImageDeclaration, where: string): ImageSpec {
  return Object.freeze({
    name: checkText(IMAGE_NAME, declaration.name, where),
    version: checkText(VERSION, declaration.version, where),
    base: checkPresent<BaseImage>(declaration.base, 'base', where)._source,
    packages: resolvePackages(declaration.packages ?? [], where),
    tests: resolveTests(declaration.tests ?? [ImageTest.runsAs(NONROOT_ID)], where),
    userId: NONROOT_ID,
    owner: checkText(OWNER, declaration.owner, where),
    rationale: checkText(RATIONALE, declaration.rationale, where),
  });
}

/** Sorted, so that the order of the declaration changes neither the Dockerfile nor the layer cache. */
function resolvePackages(packages: readonly string[], where: string): readonly string[] {
  const byName = new Map<string, string>();
  for (const item of packages) {
    const [name] = checkText(DEBIAN_PACKAGE, item, where).split('=', 1);
    if (byName.has(name!)) {
      throw new GoldenImageError('DuplicatePackage', {
        where,
        problem: `package ${name} is declared twice`,
        given: [byName.get(name!), item],
        expected: 'each package once',
        remedy: 'remove one of the two',
      });
    }
    byName.set(name!, item);
  }
  return Object.freeze([...byName.values()].sort());
}

function resolveTests(tests: readonly ImageTest[], where: string): readonly ImageTest[] {
  if (tests.length === 0) {
    throw new GoldenImageError('NoTests', {
      where,
      problem: 'the list of tests is empty, so every candidate would pass',
      given: tests,
      expected: 'at least one test',
      remedy: 'leave tests out for the default, or declare what the image must satisfy',
    });
  }
  const names = new Set<string>();
  for (const { name } of tests) {
    if (names.has(name)) {
      throw new GoldenImageError('DuplicateTest', {
        where,
        problem: 'two tests have the same name, so a failure could not be told',
        given: name,
        expected: 'each name once',
        remedy: 'rename one of the two',
      });
    }
    names.add(name);
  }
  return Object.freeze([...tests]);
}
