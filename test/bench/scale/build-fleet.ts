// A global is looked up slowly in a test's context; these are called a million times.
const { max } = Math;

/** Builds of one compute type: so many run at once, five times as many wait, further ones are refused. */
export class BuildFleet {
  public running = 0;
  public mostRunning = 0;
  public mostWaiting = 0;
  public finished = 0;
  private readonly waiting: (() => void)[] = [];
  private next = 0;

  public constructor(
    private readonly atOnce: number,
    private readonly queueFactor: number,
  ) {}

  public get queued(): number {
    return this.waiting.length - this.next;
  }

  public get isFull(): boolean {
    return this.running >= this.atOnce && this.queued >= this.atOnce * this.queueFactor;
  }

  /** Runs it now or when its turn comes; AWS does not say the order, so it is that of arrival. Not when full. */
  public add(run: () => void): void {
    if (this.running < this.atOnce) {
      this.run(run);
      return;
    }
    this.waiting.push(run);
    this.mostWaiting = max(this.mostWaiting, this.queued);
  }

  public done(): void {
    this.running -= 1;
    this.finished += 1;
    if (this.queued > 0) this.run(this.waiting[this.next++]!);
  }

  private run(run: () => void): void {
    this.running += 1;
    this.mostRunning = max(this.mostRunning, this.running);
    run();
  }
}
