import { checkText } from '../core/check';
import { CHANNEL_NAME, DIGEST, TAG } from '../core/grammar';

/** How a release is named. */
export type ChannelReleaseKind = 'digest' | 'version' | 'channel';

/**
 * The release that a pinned channel points to: a line of code, so that a pull request approves it and a revert rolls back.
 *
 * @example
 * image.addChannel('production', ChannelRelease.version('12.1.0-20261101'));
 */
export class ChannelRelease {
  /**
   * A release by its tag: the version, behind it the day of a refresh and the variant, where there are: `12.1.0`,
   * `12.1.0-20261101`, `12.1.0-debug`. The plan fails where there is none.
   *
   * @param version tag of the release; a malformed one is the error `InvalidTag`
   */
  public static version(version: string): ChannelRelease {
    return new ChannelRelease('version', checkText(TAG, version, 'ChannelRelease.version'));
  }

  /**
   * A release by its digest. The plan fails where there is none.
   *
   * @param digest `sha256:` and 64 hexadecimal digits; anything else is the error `InvalidDigest`
   */
  public static digest(digest: string): ChannelRelease {
    return new ChannelRelease('digest', checkText(DIGEST, digest, 'ChannelRelease.digest'));
  }

  /**
   * What another channel of the image holds when Terraform is applied: each apply promotes, and the plan shows to what.
   *
   * @param channel name of the other channel, such as `stable`; one that the image does not have is the error `UnknownChannel`
   * when it is added
   */
  public static promotedFrom(channel: string): ChannelRelease {
    return new ChannelRelease('channel', checkText(CHANNEL_NAME, channel, 'ChannelRelease.promotedFrom'));
  }

  private constructor(
    /** @internal */
    public readonly _kind: ChannelReleaseKind,
    /** @internal */
    public readonly _given: string,
  ) {}
}
