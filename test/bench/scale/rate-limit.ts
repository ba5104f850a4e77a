// A global is looked up slowly in a test's context; these are called a million times.
const { ceil, floor, max } = Math;

/**
 * At most so many calls in each second of the clock. A call that finds its second full was throttled; its client tries
 * again and is served in the first second that has room, first come, first served: what an ideal back-off would reach.
 */
export class RateLimit {
  public calls = 0;
  public throttled = 0;
  /** The most that was served in a second. */
  public peak = 0;
  private second = -1;
  private used = 0;

  public constructor(private readonly perSecond: number) {}

  /** The time at which the last of these calls is served. */
  public take(now: number, calls: number): number {
    const current = floor(now);
    if (current > this.second) {
      this.second = current;
      this.used = 0;
    }
    const room = this.second > current ? 0 : this.perSecond - this.used;
    this.calls += calls;
    this.throttled += max(0, calls - room);
    const total = this.used + calls;
    const later = max(0, ceil(total / this.perSecond) - 1);
    this.peak = max(this.peak, later > 0 ? this.perSecond : total);
    this.second += later;
    this.used = total - later * this.perSecond;
    return max(now, this.second);
  }

  /** Whether one call is served at once; a refused one is for the caller to repeat. */
  public tryTake(now: number): boolean {
    if (floor(now) > this.second || (floor(now) === this.second && this.used < this.perSecond)) {
      this.take(now, 1);
      return true;
    }
    this.calls += 1;
    this.throttled += 1;
    return false;
  }
}
