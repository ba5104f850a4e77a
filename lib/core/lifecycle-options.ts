/** When teams must have left an image, and for what. */
export interface ImageDeprecation {
  /** Day, `YYYY-MM-DD` in UTC, from which the plans of those who use the image warn; anything else is the error `InvalidDate`. */
  readonly since: string;
  /**
   * Last day, `YYYY-MM-DD` in UTC, on which their plans still succeed. One that is not after `since` is the error
   * `InvalidDeprecation`.
   */
  readonly removeAfter: string;
  /** Why it is let go of: one line of at most 500 printable characters, without `${` and `%{`; it stands in their plans. */
  readonly reason: string;
  /**
   * Name of the image to move to, of the same namespace, such as `debian-13`. The image itself is the error `InvalidDeprecation`.
   *
   * @default - none: the reason says what to do
   */
  readonly replacement?: string;
  /**
   * Where the way to the replacement is written down: an address that begins with `https://`, of at most 500 characters; anything
   * else is the error `InvalidUrl`. The guide itself belongs to the replacement (`migrationGuide`).
   *
   * @default - none
   */
  readonly migrationGuide?: string;
}

/** A release that nobody may use any more. One of `digest` and `version` is given, else it is the error `InvalidRevocation`. */
export interface ImageRevocation {
  /**
   * Digest of one release.
   *
   * @default - the version is revoked
   */
  readonly digest?: string;
  /**
   * A version: with each refresh and each variant of it.
   *
   * @default - the digest is revoked
   */
  readonly version?: string;
  /** What is wrong with it: one line of at most 500 printable characters, without `${` and `%{`; it stands in the plans of those who use it. */
  readonly reason: string;
}

/** What an image inherits of the lifecycle of one that it is built on. */
export interface InheritedLifecycle {
  /** Namespace and name, such as `golden/debian`. */
  readonly image: string;
  /**
   * When that image is to be left.
   *
   * @default - it is not deprecated
   */
  readonly deprecation?: ImageDeprecation;
  /** Releases of that image that nobody may use; nor what is built on them. */
  readonly revocations: ImageRevocation[];
}
