import { Libc } from '../core/libc';

/** The images of the distroless project, by the name of their repository. */
export enum DistrolessImage {
  /** CA certificates, time zones, the user: for static programs. */
  STATIC = 'static',
  /** The same and glibc, libssl. */
  BASE = 'base',
  /** The same and libgcc, libstdc++: for C++ and Rust. */
  CC = 'cc',
  /** Node.js 22. */
  NODEJS_22 = 'nodejs22',
  /** Node.js 24. */
  NODEJS_24 = 'nodejs24',
  /** Python, the version of the Debian release. */
  PYTHON3 = 'python3',
  /** OpenJDK 17. */
  JAVA_17 = 'java17',
  /** OpenJDK 21. */
  JAVA_21 = 'java21',
}

/** Their C libraries. */
export const DISTROLESS: { readonly [image in DistrolessImage]: Libc } = {
  [DistrolessImage.STATIC]: Libc.NONE,
  [DistrolessImage.BASE]: Libc.GLIBC,
  [DistrolessImage.CC]: Libc.GLIBC,
  [DistrolessImage.NODEJS_22]: Libc.GLIBC,
  [DistrolessImage.NODEJS_24]: Libc.GLIBC,
  [DistrolessImage.PYTHON3]: Libc.GLIBC,
  [DistrolessImage.JAVA_17]: Libc.GLIBC,
  [DistrolessImage.JAVA_21]: Libc.GLIBC,
};

/** Every distroless image. */
export const DISTROLESS_IMAGES: readonly DistrolessImage[] = Object.values(DistrolessImage);

/** Releases of Debian that an image is made from. Source: the distroless project's README of August 2026. */
export function releasesOf(image: DistrolessImage): readonly string[] {
  return [DistrolessImage.STATIC, DistrolessImage.BASE, DistrolessImage.CC].includes(image) ? ['12', '13'] : ['13'];
}
