import { checkOneOf, checkPresent, checkText, TextRule } from '../core/check';
import { GoldenImageError } from '../core/error';
import { IMAGE_PLATFORMS, ImagePlatform } from '../core/platform';
import { LIST } from '../core/shape';

/** A list of a rule; one that lists nothing would fail every image, or none. */
export function checkRuleTexts(rule: TextRule, property: string, given: readonly unknown[], where: string): readonly string[] {
  LIST(property, checkPresent(given, property, where), where);
  if (given.length > 0) return Object.freeze(given.map((item) => checkText(rule, item, where)));
  throw new GoldenImageError('EmptyRule', {
    where,
    problem: 'the rule lists nothing',
    given,
    expected: `a list of at least one ${rule.noun}`,
    remedy: rule.remedy,
  });
}

/** Platforms that every image must be built for; there may be none. */
export function checkRulePlatforms(given: readonly unknown[], where: string): readonly ImagePlatform[] {
  LIST('wanted', checkPresent(given, 'wanted', where), where);
  return Object.freeze(given.map((platform) => checkOneOf('InvalidPlatform', 'platform', IMAGE_PLATFORMS, platform, where)));
}
