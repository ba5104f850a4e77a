/** What people can be told of the images of a factory. */
export enum NotificationKind {
  /** A build, or the admission of what EC2 Image Builder built, failed, was stopped or took too long: no candidate came of it. */
  BUILD_FAILED = 'build-failed',
  /** A release failed, was stopped or took too long: the channel holds what it held. */
  RELEASE_FAILED = 'release-failed',
  /** The scan gate or a check of the release refused a candidate, with the findings. */
  REFUSED = 'refused',
  /** An image was released, with the difference in packages. */
  RELEASED = 'released',
  /** The tag of a pinned base stands for another digest now. */
  UPSTREAM_MOVED = 'upstream-moved',
  /** The standard support of what an image is built on ends soon, or has ended. */
  SUPPORT_ENDING = 'support-ending',
  /** Nothing was released of an image for a long time. */
  NOT_RELEASED = 'not-released',
}

export const NOTIFICATION_KINDS: readonly NotificationKind[] = Object.values(NotificationKind);

/** What asks for something to be done. A topic that tells of every release as well is soon read by nobody. */
export const DEFAULT_KINDS: readonly NotificationKind[] = NOTIFICATION_KINDS.filter((kind) => kind !== NotificationKind.RELEASED);
