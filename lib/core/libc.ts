/** The C library that an image's programs are linked with. */
export enum Libc {
  /** GNU C library: Debian, Ubuntu, Amazon Linux, UBI, Wolfi. */
  GLIBC = 'glibc',
  /** musl: Alpine. Programs that were linked with glibc do not run on it. */
  MUSL = 'musl',
  /** None: only statically linked programs run. */
  NONE = 'none',
}

/** Every C library. */
export const LIBCS: readonly Libc[] = Object.values(Libc);
