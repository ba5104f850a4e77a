import { ALPINE } from './alpine';
import { AMAZONLINUX } from './amazonlinux';
import { DEBIAN } from './debian';
import { DEBIAN_MULTI } from './debian-multi';
import { DEBIAN_OUTDATED } from './debian-outdated';
import { DISTROLESS_BASE, DISTROLESS_PYTHON3, DISTROLESS_STATIC, DISTROLESS_STATIC_DEBUG } from './distroless';
import { LEAP } from './leap';
import type { StandIn } from './stand-in';
import { UBI_MINIMAL } from './ubi-minimal';

export const STAND_INS = {
  'alpine': ALPINE,
  'amazonlinux': AMAZONLINUX,
  'debian': DEBIAN,
  'debian-multi': DEBIAN_MULTI,
  'debian-outdated': DEBIAN_OUTDATED,
  'distroless-base': DISTROLESS_BASE,
  'distroless-python3': DISTROLESS_PYTHON3,
  'distroless-static': DISTROLESS_STATIC,
  'distroless-static-debug': DISTROLESS_STATIC_DEBUG,
  'leap': LEAP,
  'ubi-minimal': UBI_MINIMAL,
} as const satisfies Record<string, StandIn>;

export type StandInName = keyof typeof STAND_INS;
