import { ImagePlatform } from '../../core/platform';

/** What a CodeBuild project of an image does: it builds candidates, admits those that another service built, releases them, or builds an application's image. */
export type Job = 'build' | 'build-arm64' | 'admit' | 'release' | 'app';

/** Builds run on the platform that they build for: nothing is emulated. */
export function buildJob(platform: ImagePlatform): Job {
  return platform === ImagePlatform.LINUX_ARM64 ? 'build-arm64' : 'build';
}

/** Which buildspec a job follows. */
export function buildspecOf(job: Job): 'build' | 'admit' | 'release' | 'app-build' {
  if (job === 'app') return 'app-build';
  return job === 'build-arm64' ? 'build' : job;
}

/** Name of a CodeBuild project of an image; EventBridge and IAM patterns of a factory are written after it. */
export function projectName(namespace: string, imageName: string, job: Job): string {
  return `${namespace}-${imageName}-${job}`;
}

/** Name of its role. IAM is global: the region keeps the same factory in two regions apart; a name has at most 64 characters. */
export function roleName(namespace: string, imageName: string, job: Job, region: string): string {
  return `${namespace}-${imageName}-${job === 'build-arm64' ? 'arm64' : job}-${region}`;
}
