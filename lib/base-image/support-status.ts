import { SupportLifecycle } from './support-lifecycle-data';

/** How well an image is supported on a day. */
export enum SupportStatus {
  /** Its maintainers fix it. */
  SUPPORTED = 'supported',
  /** Standard support is over; fixes come from an extended programme, which may want to be paid or enabled. */
  EXTENDED = 'extended',
  /** Nobody fixes it. */
  ENDED = 'ended',
  /** Nobody said until when it is supported. */
  UNKNOWN = 'unknown',
}

const MILLISECONDS_PER_DAY = 24 * 60 * 60 * 1000;

/** The end of a day in UTC: support lasts through its last day. */
function endOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) + MILLISECONDS_PER_DAY;
}

function statusOf(lifecycle: SupportLifecycle, time: number): SupportStatus {
  if (time < endOf(lifecycle.endOfStandardSupport)) return SupportStatus.SUPPORTED;
  const extended = lifecycle.endOfExtendedSupport;
  return extended !== undefined && time < endOf(extended) ? SupportStatus.EXTENDED : SupportStatus.ENDED;
}

const WORST_FIRST = [SupportStatus.ENDED, SupportStatus.EXTENDED, SupportStatus.SUPPORTED];

/** An image is as well supported as the worst of what it stands on; unknown where nothing is known. */
export function supportStatus(support: readonly SupportLifecycle[], date: Date): SupportStatus {
  const found = support.map((lifecycle) => statusOf(lifecycle, date.getTime()));
  return WORST_FIRST.find((status) => found.includes(status)) ?? SupportStatus.UNKNOWN;
}

/** The last day, `YYYY-MM-DD`, on which all of it has standard support; undefined where nothing is known. */
export function endOfStandardSupport(support: readonly SupportLifecycle[]): string | undefined {
  return support.map((lifecycle) => lifecycle.endOfStandardSupport).sort()[0];
}
