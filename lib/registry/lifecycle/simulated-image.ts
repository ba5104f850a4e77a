import { LifecycleImage } from './lifecycle-image';
import { PrioritizedRule, selectsTags, StorageClass } from './policy-rule';

const MILLISECONDS_PER_DAY = 24 * 60 * 60 * 1000;

/** What a rule did to an image. */
export interface LifecycleEvent {
  readonly rule: PrioritizedRule;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Whether it happened at the time that was asked for. */
  readonly isDue: boolean;
}

/** An image on its way through a policy. */
export class SimulatedImage {
  public readonly events: LifecycleEvent[] = [];
  /** The one rule that can act on it where it lies now: the first that selects it. */
  public rule: PrioritizedRule | undefined;
  /** When its age reaches what that rule says; undefined for a rule that counts images. */
  public due: number | undefined;
  private archivedAt: number | undefined;
  private isDeleted = false;

  public constructor(
    public readonly image: LifecycleImage,
    private readonly rules: readonly PrioritizedRule[],
  ) {
    this.archivedAt = image.archivedAt?.getTime();
    this.findRule();
  }

  /** When it was pushed; one that came back from the archive is as old as its return. */
  public get activeSince(): number {
    return (this.image.restoredAt ?? this.image.pushedAt).getTime();
  }

  /** Whether it is there, and lies in a class of storage. */
  public isIn(storageClass: StorageClass): boolean {
    return !this.isDeleted && storageClass === (this.archivedAt === undefined ? 'standard' : 'archive');
  }

  public hasTagsOf(rule: PrioritizedRule): boolean {
    return selectsTags(rule, this.image.tags ?? []);
  }

  /** Applies the action of a rule; false when that is nothing new to the image. */
  public apply(event: LifecycleEvent): boolean {
    if (this.isDeleted || (event.rule.action === 'transition' && this.archivedAt !== undefined)) return false;
    this.events.push(event);
    if (event.rule.action === 'expire') this.isDeleted = true;
    else this.archivedAt = event.time;
    this.findRule();
    return true;
  }

  private findRule(): void {
    this.rule = this.rules.find((rule) => this.isIn(rule.storageClass) && this.hasTagsOf(rule));
    const since = this.rule && this.sinceWhen(this.rule);
    this.due = since === undefined ? undefined : since + this.rule!.countNumber * MILLISECONDS_PER_DAY;
  }

  private sinceWhen(rule: PrioritizedRule): number | undefined {
    if (rule.countType === 'sinceImagePushed') return this.activeSince;
    if (rule.countType === 'sinceImageTransitioned') return this.archivedAt;
    if (rule.countType !== 'sinceImagePulled') return undefined;
    const { lastPulledAt, restoredAt } = this.image;
    const isPulledSinceRestored = lastPulledAt !== undefined && (restoredAt === undefined || lastPulledAt >= restoredAt);
    return isPulledSinceRestored ? lastPulledAt.getTime() : this.activeSince;
  }
}
