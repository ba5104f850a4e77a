import { checkInteger } from '../core/check';

/** After how many days an image that nobody touches is rebuilt, and its people are told. */
export interface Upkeep {
  /** Age of the newest release's packages, in days, at which it is rebuilt though nothing upstream moved. */
  readonly refreshAfterDays: number;
  /** How many days before the end of standard support people are told. */
  readonly supportNoticeDays: number;
  /** After how many days without a release people are told. */
  readonly releaseNoticeDays: number;
}

const REFRESH = { code: 'InvalidRefreshDays', noun: 'age in days at which an image is rebuilt', min: 1, max: 365, remedy: 'leave it out for 7' } as const;
const SUPPORT = { code: 'InvalidNoticeDays', noun: 'notice in days of the end of support', min: 1, max: 730, remedy: 'leave it out for 90' } as const;
const RELEASE = { code: 'InvalidNoticeDays', noun: 'days without a release until people are told', min: 1, max: 365, remedy: 'leave it out for 30' } as const;

/** Checks what is given and applies the defaults. */
export function resolveUpkeep(given: Partial<Upkeep>, where: string): Upkeep {
  return Object.freeze({
    refreshAfterDays: checkInteger(REFRESH, given.refreshAfterDays ?? 7, where),
    supportNoticeDays: checkInteger(SUPPORT, given.supportNoticeDays ?? 90, where),
    releaseNoticeDays: checkInteger(RELEASE, given.releaseNoticeDays ?? 30, where),
  });
}
