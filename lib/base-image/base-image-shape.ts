import { BOOLEAN, BY_RULE, implementing, instanceOf, LIST, Shape } from '../core/shape';
import { CustomImageOptions, DistrolessOptions, GoldenImageBaseOptions, UpstreamImageOptions } from './base-image-options';
import { LockFile } from './lock-file';
import { PullSource } from './pull-source';

export const UPSTREAM_SHAPE: Shape<UpstreamImageOptions> = { digest: BY_RULE, lockFile: instanceOf(LockFile), trackingReason: BY_RULE, pullFrom: instanceOf(PullSource) };
export const DISTROLESS_SHAPE: Shape<DistrolessOptions> = { ...UPSTREAM_SHAPE, debianRelease: BY_RULE, debug: BOOLEAN };
export const CUSTOM_SHAPE: Shape<CustomImageOptions> = {
  ...UPSTREAM_SHAPE,
  libc: BY_RULE,
  packageManager: BY_RULE,
  hasShell: BOOLEAN,
  platforms: LIST,
  variant: BY_RULE,
};
export const GOLDEN_IMAGE = implementing('IGoldenImage', 'imageName', 'repositoryUri', 'revocations', 'inheritedLifecycles', 'variantOf');
export const GOLDEN_SHAPE: Shape<GoldenImageBaseOptions> = { variant: BY_RULE };
