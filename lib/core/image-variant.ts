/** What an image is for. The variants of an image are built from one declaration and share its layers. */
export enum ImageVariant {
  /** To run in production. */
  RUNTIME = 'runtime',
  /** To build and test software: with compilers, headers, a package manager. */
  DEV = 'dev',
  /** To look into a container that misbehaves: with a shell and tools. Never released to a production channel. */
  DEBUG = 'debug',
}

/** Every variant. */
export const IMAGE_VARIANTS: readonly ImageVariant[] = Object.values(ImageVariant);
