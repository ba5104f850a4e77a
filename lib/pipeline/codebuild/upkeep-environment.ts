import { BuildPlan } from '../../build/build-plan';

/** What build.sh decides by whether to rebuild, and whether to tell people. */
export function upkeepEnvironment({ upkeep, supportEnds }: BuildPlan): { readonly [name: string]: string } {
  return {
    REFRESH_AFTER_DAYS: String(upkeep.refreshAfterDays),
    SUPPORT_NOTICE_DAYS: String(upkeep.supportNoticeDays),
    RELEASE_NOTICE_DAYS: String(upkeep.releaseNoticeDays),
    ...(supportEnds !== undefined && { SUPPORT_ENDS: supportEnds }),
  };
}
