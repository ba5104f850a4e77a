import { checkPresent, checkText, TextRule } from './check';
import { checkDay } from './day';
import { GoldenImageError } from './error';
import { DIGEST, IMAGE_NAME, REASON, VERSION } from './grammar';
import { ImageDeprecation, ImageRevocation, InheritedLifecycle } from './lifecycle-options';
import { BY_RULE, checkShape, Shape } from './shape';

const DEPRECATION: Shape<ImageDeprecation> = { since: BY_RULE, removeAfter: BY_RULE, reason: BY_RULE, replacement: BY_RULE, migrationGuide: BY_RULE };
const REVOCATION: Shape<ImageRevocation> = { digest: BY_RULE, version: BY_RULE, reason: BY_RULE };

/** An address for people, which is shown in the plans of others. */
const GUIDE_URL: TextRule = {
  code: 'InvalidUrl',
  noun: 'address',
  pattern: /^https:\/\/[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?(:\d{1,5})?(\/[A-Za-z0-9._~!$&'()*+,;=:@%/?#-]*)?$/,
  maxLength: 500,
  expected: 'an address of at most 500 characters that begins with https://',
  remedy: 'write it such as "https://wiki.example.com/debian-13"',
};

/** How a lifecycle is written down, for consumers who have no code of the platform: in the metadata parameter and the catalogue. */
export interface LifecycleRecord {
  readonly deprecation: DeprecationRecord | null;
  readonly revocations: readonly RevocationRecord[];
  readonly inherited: readonly (Omit<LifecycleRecord, 'inherited'> & { readonly image: string })[];
}

export interface DeprecationRecord {
  readonly since: string;
  readonly removeAfter: string;
  readonly reason: string;
  /** Namespace and name. */
  readonly replacement: string | null;
  readonly migrationGuide: string | null;
}

export interface RevocationRecord {
  readonly digest: string | null;
  readonly version: string | null;
  readonly reason: string;
}

/** @param imageName the image that is let go of */
export function checkDeprecation(given: ImageDeprecation, imageName: string, where: string): ImageDeprecation {
  const { since, removeAfter, reason, replacement, migrationGuide } = checkShape(DEPRECATION, checkPresent(given, 'deprecation', where), 'deprecation', where);
  const from = checkDay(since, where);
  const until = checkDay(removeAfter, where);
  if (until <= from) {
    throw new GoldenImageError('InvalidDeprecation', {
      where,
      problem: 'an image is deprecated before it is removed, so that teams have time to leave it',
      given: until,
      expected: `a day after ${from}`,
      remedy: 'give the day on which the last team will have moved, or revoke the releases that nobody may use',
    });
  }
  if (replacement === imageName) {
    throw new GoldenImageError('InvalidDeprecation', {
      where,
      problem: 'an image cannot take its own place',
      given: replacement,
      expected: 'the name of another image of the namespace',
      remedy: 'name the image to move to, or leave replacement out; of single releases, revoke those that nobody may use',
    });
  }
  return Object.freeze({
    since: from,
    removeAfter: until,
    reason: checkText(REASON, reason, where),
    ...(replacement !== undefined && { replacement: checkText(IMAGE_NAME, replacement, where) }),
    ...(migrationGuide !== undefined && { migrationGuide: checkText(GUIDE_URL, migrationGuide, where) }),
  });
}

export function checkRevocation(given: ImageRevocation, where: string): ImageRevocation {
  const { digest, version, reason } = checkShape(REVOCATION, checkPresent(given, 'revocation', where), 'revocation', where);
  if ((digest === undefined) === (version === undefined)) {
    throw new GoldenImageError('InvalidRevocation', {
      where,
      problem: 'a revocation names one release by its digest, or a version',
      given: digest === undefined ? 'neither' : 'both',
      expected: 'one of digest and version',
      remedy: 'give the digest of one release, or the version of all that were made of it',
    });
  }
  return Object.freeze({
    ...(digest !== undefined && { digest: checkText(DIGEST, digest, where) }),
    ...(version !== undefined && { version: checkText(VERSION, version, where) }),
    reason: checkText(REASON, reason, where),
  });
}

/** The lifecycle of an image in the form in which it is written down. */
export function lifecycleRecord(namespace: string, own: Omit<InheritedLifecycle, 'image'>, inherited: readonly InheritedLifecycle[]): LifecycleRecord {
  return {
    ...record(namespace, own),
    inherited: inherited.map((one) => ({ image: one.image, ...record(one.image.split('/')[0]!, one) })),
  };
}

function record(namespace: string, { deprecation, revocations }: Omit<InheritedLifecycle, 'image'>): Omit<LifecycleRecord, 'inherited'> {
  return {
    deprecation:
      deprecation === undefined
        ? null
        : {
            since: deprecation.since,
            removeAfter: deprecation.removeAfter,
            reason: deprecation.reason,
            replacement: deprecation.replacement === undefined ? null : `${namespace}/${deprecation.replacement}`,
            migrationGuide: deprecation.migrationGuide ?? null,
          },
    revocations: revocations.map(({ digest, version, reason }) => ({ digest: digest ?? null, version: version ?? null, reason })),
  };
}

/** What stands behind the version in the tag of a release: the day of a refresh, or its time where it is not the first of the day, and the variant. Terraform reads it, too. */
export const BEHIND_VERSION = /^(-[0-9]{8}([0-9]{6})?)?(-(dev|debug))?$/;

/** Whether a tag is of a release of a version. */
export function isOfVersion(tag: string, version: string): boolean {
  return tag.startsWith(version) && BEHIND_VERSION.test(tag.slice(version.length));
}
