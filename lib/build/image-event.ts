/** Source of the events that the scripts put on the account's default event bus. */
export const IMAGE_EVENT_SOURCE = 'cdktf-golden-image';

/** What the scripts tell of an image: the events' detail types. */
export enum ImageEvent {
  RELEASED = 'Golden Image Released',
  REFUSED = 'Golden Image Refused',
  UPSTREAM_MOVED = 'Golden Image Upstream Moved',
  SUPPORT_ENDING = 'Golden Image Support Ending',
  NOT_RELEASED = 'Golden Image Not Released',
}

/** What the build tells; the rest is told by the release. */
export const BUILD_EVENTS: readonly ImageEvent[] = [ImageEvent.UPSTREAM_MOVED, ImageEvent.SUPPORT_ENDING, ImageEvent.NOT_RELEASED];
export const RELEASE_EVENTS: readonly ImageEvent[] = [ImageEvent.RELEASED, ImageEvent.REFUSED];
