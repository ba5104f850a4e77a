import { checkText, refuseUnresolved, TextRule } from '../../../core/check';
import { refuseDuplicates } from '../../../core/duplicates';
import { ErrorCode, GoldenImageError } from '../../../core/error';
import { LIST } from '../../../core/shape';
import { isUnresolved } from '../../../core/token';

/** Of one kind of ids, as data. */
export interface IdListRule {
  readonly id: TextRule;
  readonly property: string;
  readonly most: number;
  readonly code: ErrorCode;
  readonly duplicate: ErrorCode;
}

/** Returns an id; Terraform may make it. */
export function checkId(rule: TextRule, given: unknown, where: string): string {
  return isUnresolved(given) && typeof given === 'string' && !given.startsWith('#') ? given : checkText(rule, given, where);
}

/** Ids of resources that Terraform may make; how many there are is known at synthesis, for the policy names each. */
export function checkIds({ id, property, most, code, duplicate }: IdListRule, given: readonly unknown[], where: string): string[] {
  refuseUnresolved(property, given, `1 to ${most} ids`, where);
  LIST(property, given, where);
  if (given.length === 0 || given.length > most) {
    throw new GoldenImageError(code, {
      where,
      problem: `there are ${given.length} of them in ${property}`,
      given,
      expected: `1 to ${most}`,
      remedy: `give 1 to ${most} in ${property}`,
    });
  }
  const ids = given.map((item) => checkId(id, item, where));
  refuseDuplicates({ code: duplicate, problem: `this ${id.noun} is there twice`, expected: `each ${id.noun} once`, remedy: 'remove one of the two' }, ids, where);
  return ids;
}
