// A global is looked up slowly in a test's context; these are called a million times.
const { max } = Math;

interface Entry {
  readonly time: number;
  readonly order: number;
  readonly run: () => void;
}

const earlier = (one: Entry, other: Entry): boolean => one.time < other.time || (one.time === other.time && one.order < other.order);

/** Runs what is due, in order of time; what is due at the same time runs in the order in which it was added. */
export class EventQueue {
  public now = 0;
  private readonly heap: Entry[] = [];
  private added = 0;

  public at(time: number, run: () => void): void {
    const entry = { time: max(time, this.now), order: this.added++, run };
    let index = this.heap.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!earlier(entry, this.heap[parent]!)) break;
      this.heap[index] = this.heap[parent]!;
      index = parent;
    }
    this.heap[index] = entry;
  }

  public runAll(): void {
    for (let entry = this.take(); entry !== undefined; entry = this.take()) {
      this.now = entry.time;
      entry.run();
    }
  }

  private take(): Entry | undefined {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (last === undefined || last === first) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= this.heap.length) break;
      if (child + 1 < this.heap.length && earlier(this.heap[child + 1]!, this.heap[child]!)) child += 1;
      if (!earlier(this.heap[child]!, last)) break;
      this.heap[index] = this.heap[child]!;
      index = child;
    }
    this.heap[index] = last;
    return first;
  }
}
