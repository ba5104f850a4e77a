/** Operating system and architecture, as OCI and Docker write them. */
export enum ImagePlatform {
  /** `linux/amd64` */
  LINUX_AMD64 = 'linux/amd64',
  /** `linux/arm64` */
  LINUX_ARM64 = 'linux/arm64',
}

/** Every platform. */
export const IMAGE_PLATFORMS: readonly ImagePlatform[] = Object.values(ImagePlatform);
