/**
 * Amazon ECR's lifecycle policy evaluator, read literally from the Amazon ECR user guide ("Lifecycle policy evaluation
 * rules") and asked at every step of a clock. It is slow and shares nothing with lib/.
 */
export interface RegistryImage {
  readonly digest: string;
  readonly tags: readonly string[];
  readonly pushed: number;
  readonly pulled?: number | undefined;
  readonly archived?: number | undefined;
  readonly restored?: number | undefined;
  readonly lists: readonly string[];
  readonly subject?: string | undefined;
}

/** What happened to an image. */
export interface Outcome {
  readonly digest: string;
  readonly action: 'keep' | 'archive' | 'expire';
  readonly rulePriority?: number;
  readonly at?: number;
  readonly isDue: boolean;
  readonly expiresAt?: number;
}

interface Rule {
  rulePriority: number;
  selection: { tagStatus: string; tagPatternList?: string[]; tagPrefixList?: string[]; storageClass?: string; countType: string; countNumber: number };
  action: { type: 'expire' | 'transition' };
}

export const STEP = 6 * 60 * 60 * 1000;
const DAY = 4 * STEP;

export function evaluate(policy: string, given: readonly RegistryImage[], asOf: number, until: number): Outcome[] {
  const rules = [...(JSON.parse(policy).rules as Rule[])].sort((a, b) => a.rulePriority - b.rulePriority);
  let repository: RegistryImage[] = given.map((image) => ({ ...image }));
  const outcomes = new Map<string, Outcome>(given.map((image) => [image.digest, untouched(rules, given, image)]));

  const happen = (digest: string, rule: Rule, time: number, isDue: boolean): void => {
    const image = repository.find((one) => one.digest === digest);
    if (image === undefined) return;
    const expires = rule.action.type === 'expire';
    if (!expires && image.archived !== undefined) return;
    const before = outcomes.get(digest)!;
    const first: Outcome = before.at === undefined ? { digest, action: expires ? 'expire' : 'archive', rulePriority: rule.rulePriority, at: time, isDue } : before;
    outcomes.set(digest, expires ? { ...first, expiresAt: time } : first);
    repository = expires ? repository.filter((one) => one !== image) : repository.map((one) => (one === image ? { ...one, archived: time } : one));
    // "automatically expire or archive those artifacts within 24 hours of the deletion or archival of the subject image"
    for (const artifact of given.filter((one) => one.subject === digest)) happen(artifact.digest, rule, time, isDue);
  };
  const runAt = (clock: number, label: number, isDue: boolean): void => {
    for (;;) {
      const going = preview(rules, repository, given, clock);
      if (going.size === 0) return;
      for (const [digest, rule] of going) happen(digest, rule, label, isDue);
    }
  };
  runAt(asOf, asOf, true);
  for (let time = asOf; time <= until; time += STEP) runAt(time + 1, time, false);
  return given.map((image) => outcomes.get(image.digest)!);
}

/** The images that one run of the evaluator acts on. */
function preview(rules: readonly Rule[], repository: readonly RegistryImage[], given: readonly RegistryImage[], clock: number): Map<string, Rule> {
  const seen = new Set<string>();
  const marks = new Map<string, Rule>();
  // "All rules are evaluated at the same time"; "Rules can never mark images that are marked by higher priority rules, but
  // can still identify them as if they haven't been expired"; "An image that matches the tagging requirements of a rule
  // cannot be expired or archived by a rule with a lower priority."
  for (const rule of rules) {
    const identified = identify(rule, repository);
    for (const image of toMark(rule, identified, clock)) {
      if (!seen.has(image.digest) && !given.some((one) => one.digest === image.subject)) marks.set(image.digest, rule);
    }
    identified.forEach((image) => seen.add(image.digest));
  }
  // "If an image is referenced by a manifest list, it cannot be expired or archived without the manifest list being
  // deleted or archived first."
  const isHeld = (image: RegistryImage): boolean =>
    image.lists.some((list) => repository.some((one) => one.digest === list && one.archived === undefined) && !marks.has(list));
  for (let held = [...marks.keys()]; held.length > 0; ) {
    held = [...marks.keys()].filter((digest) => isHeld(repository.find((one) => one.digest === digest)!));
    held.forEach((digest) => marks.delete(digest));
  }
  return marks;
}

function identify({ selection }: Rule, repository: readonly RegistryImage[]): RegistryImage[] {
  const filters = [...(selection.tagPatternList ?? []), ...(selection.tagPrefixList ?? []).map((prefix) => `${prefix}*`)].map(
    (pattern) => new RegExp(`^${pattern.replace(/[.]/g, '\\.').replace(/[*]/g, '.*')}$`),
  );
  return repository.filter((image) => {
    if ((image.archived === undefined ? 'standard' : 'archive') !== (selection.storageClass ?? 'standard')) return false;
    if (selection.tagStatus === 'untagged') return image.tags.length === 0;
    return selection.tagStatus === 'any' || filters.every((filter) => image.tags.some((tag) => filter.test(tag)));
  });
}

function toMark({ selection: { countType, countNumber } }: Rule, identified: readonly RegistryImage[], clock: number): RegistryImage[] {
  // "If an image was archived and then restored at any point in the past, the image's last_activated_at is used instead of
  // pushed_at_time."
  const pushed = (image: RegistryImage): number => image.restored ?? image.pushed;
  const olderThan = (time: number): boolean => clock - time > countNumber * DAY;
  switch (countType) {
    case 'imageCountMoreThan':
      return [...identified].sort((a, b) => (pushed(a) === pushed(b) ? (a.digest > b.digest ? -1 : 1) : pushed(b) - pushed(a))).slice(countNumber);
    case 'sinceImagePushed':
      return identified.filter((image) => olderThan(pushed(image)));
    case 'sinceImageTransitioned':
      return identified.filter((image) => olderThan(image.archived!));
    default:
      return identified.filter((image) => {
        const neverPulledSinceRestored = image.restored !== undefined && (image.pulled === undefined || image.pulled < image.restored);
        return olderThan(neverPulledSinceRestored ? image.restored! : (image.pulled ?? image.pushed));
      });
  }
}

/** Before anything happens: the first rule that identifies the image (or what it refers to) keeps it. */
function untouched(rules: readonly Rule[], given: readonly RegistryImage[], image: RegistryImage): Outcome {
  const subject = given.find((one) => one.digest === image.subject) ?? image;
  const rule = rules.find((one) => identify(one, [subject]).length > 0);
  return { digest: image.digest, action: 'keep', ...(rule && { rulePriority: rule.rulePriority }), isDue: false };
}
