import { ImageFate, LifecycleAction, LifecycleImage } from './lifecycle-image';
import { PrioritizedRule, ruleName } from './policy-rule';
import { SimulatedImage } from './simulated-image';

/**
 * Runs a policy over images until nothing more would happen. What is given stays as it is.
 *
 * Source: Amazon ECR user guide, "Lifecycle policy evaluation rules". All rules look at all images at once; the first that
 * selects an image is the only one that can act on it; a count takes in images that other rules select, images of
 * manifest lists and referrers, none of which the guide exempts.
 */
export class Simulation {
  private readonly images: readonly SimulatedImage[];
  /** Of two pushed at once, the one whose digest sorts first is taken as the older. */
  private readonly youngestFirst: readonly SimulatedImage[];
  private readonly byDigest: ReadonlyMap<string, SimulatedImage>;
  private readonly referrers = new Map<SimulatedImage, SimulatedImage[]>();

  public constructor(rules: readonly PrioritizedRule[], images: readonly LifecycleImage[]) {
    this.images = images.map((image) => new SimulatedImage(image, rules));
    this.youngestFirst = [...this.images].sort((a, b) => b.activeSince - a.activeSince || (a.image.digest < b.image.digest ? 1 : -1));
    this.byDigest = new Map(this.images.map((one) => [one.image.digest, one]));
    for (const one of this.images) {
      const subject = this.subjectOf(one);
      if (subject !== undefined) this.referrers.set(subject, [...(this.referrers.get(subject) ?? []), one]);
    }
  }

  /** From a time on, in milliseconds since 1970. */
  public run(asOf: number): ImageFate[] {
    const before = this.images.map((one) => this.ruleOf(one));
    // "Older than N days": an image of exactly that age is not, and is a moment later.
    this.settle(asOf, true, (due) => due < asOf);
    let time = this.nextDue((due) => due >= asOf);
    while (time !== undefined) {
      const now = time;
      this.settle(now, false, (due) => due <= now);
      time = this.nextDue((due) => due > now);
    }
    return this.images.map((one, index) => fateOf(one, before[index]));
  }

  /** Evaluates at one time until an evaluation changes nothing. */
  private settle(time: number, isDue: boolean, isOver: (due: number) => boolean): void {
    for (let acting = this.acting(isOver); acting.size > 0; acting = this.acting(isOver)) {
      for (const [one, rule] of acting) this.apply(one, rule, time, isDue);
    }
  }

  /** Images that are acted on, and by which rule. An image of a manifest list goes no sooner than the list. */
  private acting(isOver: (due: number) => boolean): ReadonlyMap<SimulatedImage, PrioritizedRule> {
    const marked = this.marked(isOver);
    for (let size = -1; size !== marked.size; ) {
      size = marked.size;
      for (const one of [...marked.keys()]) {
        if (this.listsOf(one).some((list) => !marked.has(list))) marked.delete(one);
      }
    }
    return marked;
  }

  private marked(isOver: (due: number) => boolean): Map<SimulatedImage, PrioritizedRule> {
    const counted = this.movable().filter((one) => one.due === undefined);
    const surplus = new Map([...new Set(counted.map((one) => one.rule!))].map((rule) => [rule, this.surplusOf(rule)]));
    const marked = this.movable().filter((one) => (one.due === undefined ? surplus.get(one.rule!)!.has(one) : isOver(one.due)));
    return new Map(marked.map((one) => [one, one.rule!]));
  }

  /** The images beyond a count, from the youngest. */
  private surplusOf(rule: PrioritizedRule): ReadonlySet<SimulatedImage> {
    return new Set(this.youngestFirst.filter((one) => one.isIn(rule.storageClass) && one.hasTagsOf(rule)).slice(rule.countNumber));
  }

  private nextDue(isLater: (due: number) => boolean): number | undefined {
    let next: number | undefined;
    for (const { due } of this.movable()) {
      if (due !== undefined && isLater(due) && (next === undefined || due < next)) next = due;
    }
    return next;
  }

  /** Images that a rule can act on. Referrers are not among them: they follow their subject. */
  private movable(): SimulatedImage[] {
    return this.images.filter((one) => one.rule !== undefined && this.subjectOf(one) === undefined);
  }

  private apply(one: SimulatedImage, rule: PrioritizedRule, time: number, isDue: boolean): void {
    if (!one.apply({ rule, time, isDue })) return;
    for (const referrer of this.referrers.get(one) ?? []) this.apply(referrer, rule, time, isDue);
  }

  /** The manifest lists that hold an image back: neither deleted nor archived. */
  private listsOf(one: SimulatedImage): SimulatedImage[] {
    const lists = (one.image.manifestLists ?? []).flatMap((digest) => this.byDigest.get(digest) ?? []);
    return lists.filter((list) => list.isIn('standard'));
  }

  private subjectOf(one: SimulatedImage): SimulatedImage | undefined {
    return one.image.subject === undefined ? undefined : this.byDigest.get(one.image.subject);
  }

  private ruleOf(one: SimulatedImage): PrioritizedRule | undefined {
    return (this.subjectOf(one) ?? one).rule;
  }
}

function fateOf(one: SimulatedImage, selectedBy: PrioritizedRule | undefined): ImageFate {
  const [next] = one.events;
  const rule = next?.rule ?? selectedBy;
  const deleted = one.events.find((event) => event.rule.action === 'expire');
  return Object.freeze({
    digest: one.image.digest,
    action: next === undefined ? LifecycleAction.KEEP : next.rule.action === 'expire' ? LifecycleAction.EXPIRE : LifecycleAction.ARCHIVE,
    ...(rule && { rulePriority: rule.priority, rule: ruleName(rule) }),
    ...(next && { at: iso(next.time) }),
    isDue: next?.isDue ?? false,
    ...(deleted && { expiresAt: iso(deleted.time) }),
  });
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
