import { DEBIAN } from './debian';
import type { StandIn } from './stand-in';

/**
 * No such tag exists: Debian's image as an index of two platforms. What is labelled linux/arm64 holds the same programs
 * for linux/amd64, so that a build "on arm64" runs on this machine: how the pipeline handles two platforms is seen, and
 * nothing of how arm64 programs run.
 */
export const DEBIAN_MULTI: StandIn = { ...DEBIAN, tag: '12-slim-multi', alsoLabelled: 'linux/arm64' };
