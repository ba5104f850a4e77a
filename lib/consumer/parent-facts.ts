import { GoldenImageVariant } from '../base-image/golden-image-parent';
import { checkInteger, checkOneOf, checkPresent, checkText } from '../core/check';
import { GoldenImageError } from '../core/error';
import { VERSION } from '../core/grammar';
import { ImageVariant } from '../core/image-variant';
import { LIBCS } from '../core/libc';
import { PACKAGE_MANAGERS } from '../core/package-manager';
import { BOOLEAN, BY_RULE, checkShape, Kind, LIST, Shape } from '../core/shape';
import { resolvePlatforms } from '../image/platforms';
import { GoldenImageFacts } from './golden-image-lookup';

const SHAPE: Shape<GoldenImageFacts> = { version: BY_RULE, packageManager: BY_RULE, hasShell: BOOLEAN, libc: BY_RULE, platforms: LIST, userId: BY_RULE };

/** The numbers that Linux has for users, root's included. */
const USER_ID = { code: 'InvalidUserId', noun: 'user id', min: 0, max: 4_294_967_294, remedy: 'give the number that the image runs as, such as 65532' } as const;

export const FACTS: Kind = (property, given, where) => {
  checkFacts(given as GoldenImageFacts, where);
  void property;
};

/** Returns the facts when they are there and whole. */
export function checkFacts(facts: GoldenImageFacts | undefined, where: string): GoldenImageFacts {
  if (facts === undefined) {
    throw new GoldenImageError('UnknownParentFacts', {
      where,
      problem: 'what is built on an image of another app must know what it can do',
      expected: 'a reference with facts',
      remedy: 'give facts: the catalogue of the image tells them',
    });
  }
  const { version, packageManager, hasShell, libc, platforms, userId } = checkShape(SHAPE, facts, 'facts', where);
  checkText(VERSION, version, where);
  checkOneOf('InvalidPackageManager', 'package manager', PACKAGE_MANAGERS, packageManager, where);
  checkPresent(hasShell, 'hasShell', where);
  checkOneOf('InvalidLibc', 'C library', LIBCS, libc, where);
  resolvePlatforms(checkPresent(platforms, 'platforms', where), where);
  checkInteger(USER_ID, userId, where);
  return facts;
}

/** What tells the release that is built on. */
export interface ParentRelease {
  /** Whether the reference names another account, region or provider. */
  readonly elsewhere: boolean;
  readonly releasedDigest: string;
  readonly channelParameterName?: string;
}

/** The one variant that a reference is of, as what is built on it sees it. */
export function parentVariant(facts: GoldenImageFacts | undefined, wanted: ImageVariant, own: ImageVariant | undefined, { elsewhere, ...release }: ParentRelease, where: string): GoldenImageVariant {
  const { packageManager, hasShell, libc, platforms, userId } = checkFacts(facts, where);
  if (own !== undefined && own !== wanted) {
    throw new GoldenImageError('UnknownVariant', {
      where,
      problem: 'the reference is to another variant',
      given: wanted,
      expected: own,
      remedy: 'refer to the channel of that variant, such as "stable-debug"',
    });
  }
  if (elsewhere) {
    throw new GoldenImageError('ParentElsewhere', {
      where,
      problem: 'what a golden image is built on lies in its account and region',
      expected: 'a reference without account, region and provider',
      remedy: 'replicate the parent to this account, or build the image where its parent is',
    });
  }
  return Object.freeze({ variant: wanted, ...release, packageManager, hasShell, libc, platforms: [...platforms], userId, updateOptions: [] });
}
