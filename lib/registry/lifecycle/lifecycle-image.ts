/** An image as `aws ecr describe-images` tells of it. */
export interface LifecycleImage {
  /** The digest. */
  readonly digest: string;
  /**
   * The tags.
   *
   * @default - untagged
   */
  readonly tags?: string[];
  /** When it was pushed. */
  readonly pushedAt: Date;
  /**
   * When it was last pulled, as far as ECR recorded it.
   *
   * @default - never
   */
  readonly lastPulledAt?: Date;
  /**
   * When it was archived, while it lies in the archive.
   *
   * @default - it is not archived
   */
  readonly archivedAt?: Date;
  /**
   * When it was last restored from the archive (`lastActivatedAt`).
   *
   * @default - never
   */
  readonly restoredAt?: Date;
  /**
   * Digests of the manifest lists that hold it.
   *
   * @default - none
   */
  readonly manifestLists?: string[];
  /**
   * Digest of the image that it refers to, as a signature or a bill of materials does (`subject`).
   *
   * @default - none
   */
  readonly subject?: string;
}

/** What a policy does to an image. */
export enum LifecycleAction {
  /** Nothing: the image stays. */
  KEEP = 'keep',
  /** It is moved to the archive, from which it cannot be pulled. */
  ARCHIVE = 'archive',
  /** It is deleted. */
  EXPIRE = 'expire',
}

/** What a policy does to an image next, if nothing is pushed, pulled, tagged or deleted otherwise. */
export interface ImageFate {
  /** The digest of the image. */
  readonly digest: string;
  /** What is done to it next. */
  readonly action: LifecycleAction;
  /**
   * Priority of the rule that selects it: the one that acts, or that keeps it.
   *
   * @default - no rule selects it
   */
  readonly rulePriority?: number;
  /**
   * The rule in words.
   *
   * @default - no rule selects it
   */
  readonly rule?: string;
  /**
   * When the rule acts, as an ISO date and time in UTC; never before the time that was asked for. ECR follows within
   * 24 hours.
   *
   * @default - never
   */
  readonly at?: string;
  /** Whether the rule acts at the time that was asked for, rather than later. */
  readonly isDue: boolean;
  /**
   * When the image is deleted in the end: the same as `at`, or later for one that is archived first.
   *
   * @default - never
   */
  readonly expiresAt?: string;
}
