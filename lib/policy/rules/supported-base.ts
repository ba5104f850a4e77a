import { SupportLifecycle } from '../../base-image/support-lifecycle-data';
import { SupportStatus, supportStatus } from '../../base-image/support-status';
import { daysBetween, startOf } from '../../core/day';
import { PolicySubject } from '../policy-subject';
import { fail, notice, Problem, RuleDefinition, unknown } from '../rule-definition';
import { shownName, upstreamsOf } from '../subject-bases';

export const SUPPORTED_BASE: RuleDefinition = {
  id: 'supported-base',
  title: 'What the image and its stages are built on is supported on the day of the policy.',
  why: 'After the end of support nobody fixes what is found: scans are then either red for ever or exempted for ever. `golden-image outdated --json` tells the days, with their sources.',
  sources: ['https://endoflife.date/'],
  remedy: 'move to a release that is supported for longer',
  options: '`ImageRule.supportedBase({ warnDays: 90, acceptExtended: false })`: in the last `warnDays` days of standard support it is a warning; with `acceptExtended`, as in baseline, so is extended support, such as Debian LTS',
};

/** How a base must be supported. */
export interface Support {
  /** Days before the end in which it is announced. */
  readonly warnDays: number;
  /** Whether extended support is announced, and no failure. */
  readonly acceptExtended: boolean;
}

export function checkSupportedBase(support: Support): (subject: PolicySubject, day: string) => readonly Problem[] {
  return (subject, day) =>
    upstreamsOf(subject).flatMap(({ what, source }) =>
      source.facts.support.length === 0
        ? [unknown(`nobody said until when ${what}, ${shownName(source)}, is supported`)]
        : [
            ...source.facts.support.flatMap((lifecycle) => problemOf(lifecycle, support, day, what)),
            ...(source.facts.unknownSupport === undefined ? [] : [unknown(`nobody said until when ${source.facts.unknownSupport} of ${what}, ${shownName(source)}, is supported`)]),
          ],
    );
}

function problemOf(lifecycle: SupportLifecycle, { warnDays, acceptExtended }: Support, day: string, what: string): readonly Problem[] {
  const { product, release, endOfStandardSupport, endOfExtendedSupport, extendedSupport = 'extended support' } = lifecycle;
  const it = `${product} ${release}, which is in ${what},`;
  switch (supportStatus([lifecycle], startOf(day))) {
    case SupportStatus.SUPPORTED: {
      const endsSoon = daysBetween(day, endOfStandardSupport) < warnDays;
      return endsSoon ? [notice(`standard support of ${it} ends on ${endOfStandardSupport}`)] : [];
    }
    case SupportStatus.EXTENDED:
      return [(acceptExtended ? notice : fail)(`standard support of ${it} ended on ${endOfStandardSupport}; ${extendedSupport} ends on ${endOfExtendedSupport}`)];
    default:
      return [fail(`support of ${it} ended on ${endOfExtendedSupport ?? endOfStandardSupport}`)];
  }
}
