import { checkInteger, checkPresent, IntegerRule } from '../../core/check';
import { instanceOf } from '../../core/shape';
import { LifecycleSelection } from './lifecycle-selection';
import { ActionType, COUNT_THAT_KEEPS_ALL, CountType, DAYS_THAT_KEEP_ALL, PolicyRule } from './policy-rule';

const SELECTION = instanceOf(LifecycleSelection);

/** Amazon ECR user guide, "Amazon ECR service quotas": 100,000 images a repository. */
const IMAGES: IntegerRule = {
  code: 'InvalidLifecycleCount',
  noun: 'number of images',
  min: 1,
  max: 100_000,
  remedy: 'say how many images stay, such as 20; to keep them all, use LifecycleRule.protectTags',
};

const DAYS: IntegerRule = {
  code: 'InvalidLifecycleDays',
  noun: 'number of days',
  min: 1,
  max: 3_650,
  remedy: 'say after how many days the rule acts, such as 14; to keep images for ever, use LifecycleRule.protectTags',
};

/** Amazon ECR user guide, "Archiving an image": no policy deletes what lies less than 90 days in the archive. */
const DAYS_IN_ARCHIVE: IntegerRule = { ...DAYS, noun: 'number of days in the archive', min: 90, remedy: 'archived images stay at least 90 days' };

/**
 * One intent of a lifecycle policy. ECR applies at most one rule to an image: the first that selects it, even where that
 * rule keeps it.
 *
 * Source: Amazon ECR user guide, "Lifecycle policy evaluation rules".
 *
 * @example
 * LifecycleRule.keepLast(20, LifecycleSelection.tagged('rc-*'));
 */
export class LifecycleRule {
  /**
   * Keeps the images pushed last and expires the others.
   *
   * @param count how many stay, 1 to 100000; anything else is the error `InvalidLifecycleCount`. Images that an earlier
   * rule selects count as well.
   * @param images which images
   */
  public static keepLast(count: number, images: LifecycleSelection): LifecycleRule {
    const where = 'LifecycleRule.keepLast';
    const checked = checkInteger(IMAGES, count, where);
    const words = wordsOf(images, where);
    return new LifecycleRule(`keep the last ${checked} ${words}`, images, 'imageCountMoreThan', checked, 'expire');
  }

  /**
   * Keeps images that are younger, and expires them once that many days have passed since their push. Another tag on the
   * same image does not make it younger; a copy into another repository is a push.
   *
   * @param days 1 to 3650; anything else is the error `InvalidLifecycleDays`
   * @param images which images
   */
  public static expireAfter(days: number, images: LifecycleSelection): LifecycleRule {
    const where = 'LifecycleRule.expireAfter';
    const checked = checkInteger(DAYS, days, where);
    const words = wordsOf(images, where);
    return new LifecycleRule(`expire ${words} after ${inDays(checked)}`, images, 'sinceImagePushed', checked, 'expire');
  }

  /**
   * Moves images to the archive that nobody pulled for that many days. An archived image can be listed and restored, and
   * cannot be pulled.
   *
   * The AWS provider sends a policy on as it is written, from 5.100.0 on at least, so every version that this library
   * works with takes the rule. (Its data source `aws_ecr_lifecycle_policy_document` learnt it with 6.28.) The emulator moto
   * refuses it.
   *
   * @param days days since the last pull, or since the push of an image that was never pulled, 1 to 3650; anything else
   * is the error `InvalidLifecycleDays`
   * @param images which images
   */
  public static archiveUnpulled(days: number, images: LifecycleSelection): LifecycleRule {
    const where = 'LifecycleRule.archiveUnpulled';
    const checked = checkInteger(DAYS, days, where);
    const words = wordsOf(images, where);
    return new LifecycleRule(`archive ${words} that were not pulled for ${inDays(checked)}`, images, 'sinceImagePulled', checked, 'transition');
  }

  /**
   * Expires what lies in the archive for that many days.
   *
   * @param days days since the image was archived, 90 to 3650; anything else is the error `InvalidLifecycleDays`
   * @param images which of the archived images
   */
  public static expireArchived(days: number, images: LifecycleSelection): LifecycleRule {
    const where = 'LifecycleRule.expireArchived';
    const checked = checkInteger(DAYS_IN_ARCHIVE, days, where);
    const words = wordsOf(images, where);
    return new LifecycleRule(`expire ${words} that are archived for ${inDays(checked)}`, images, 'sinceImageTransitioned', checked, 'expire');
  }

  /**
   * Keeps every image with a tag of a family, whatever other rules say of it.
   *
   * @param pattern a tag in which at most four `*` stand for any characters, such as `prod-*`; anything else is the error
   * `InvalidTagPattern`
   */
  public static protectTags(pattern: string): LifecycleRule {
    const images = LifecycleSelection.tagged(pattern);
    return new LifecycleRule(`keep all ${images._words}`, images, 'imageCountMoreThan', COUNT_THAT_KEEPS_ALL, 'expire');
  }

  private constructor(
    private readonly description: string,
    private readonly images: LifecycleSelection,
    private readonly countType: CountType,
    private readonly countNumber: number,
    private readonly action: ActionType,
  ) {}

  /**
   * The rule in ECR's terms, and with others that act on the archive the same protection there.
   *
   * @internal
   */
  public _rules(archiveToo: boolean): PolicyRule[] {
    const { description, countType, countNumber, action } = this;
    const storageClass = countType === 'sinceImageTransitioned' ? 'archive' : 'standard';
    const rule: PolicyRule = { ...this.images._rule, description, storageClass, countType, countNumber, action };
    if (countNumber !== COUNT_THAT_KEEPS_ALL || !archiveToo) return [rule];
    return [rule, { ...rule, description: `${description} in the archive`, storageClass: 'archive', countType: 'sinceImageTransitioned', countNumber: DAYS_THAT_KEEP_ALL }];
  }

  /** @internal */
  public get _actsOnArchive(): boolean {
    return this.countType === 'sinceImageTransitioned';
  }
}

function inDays(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}

function wordsOf(images: LifecycleSelection, where: string): string {
  SELECTION('images', checkPresent(images, 'images', where), where);
  return images._words;
}
