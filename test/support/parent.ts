import { GoldenImageVariant, IGoldenImage } from '../../lib/base-image/golden-image-parent';
import { ImageVariant } from '../../lib/core/image-variant';
import { Libc } from '../../lib/core/libc';
import { PackageManager } from '../../lib/core/package-manager';
import { ImagePlatform } from '../../lib/core/platform';

/** A golden image as its children see it, without a stack. */
export function parentWith(facts: Partial<GoldenImageVariant>): IGoldenImage {
  return {
    imageName: 'debian',
    imageVersion: '12.1.0',
    namespace: 'golden',
    repositoryUri: 'uri',
    repositoryArn: 'arn',
    channelParameterName: '/golden/debian/channels/stable',
    revocations: [],
    inheritedLifecycles: [],
    variantOf: (variant) => ({
      variant,
      channelParameterName: `/golden/debian/channels/stable${variant === ImageVariant.RUNTIME ? '' : `-${variant}`}`,
      packageManager: PackageManager.APT,
      hasShell: true,
      libc: Libc.GLIBC,
      platforms: [ImagePlatform.LINUX_AMD64],
      userId: 65532,
      updateOptions: [],
      ...facts,
    }),
  };
}

/** One on Debian. */
export const PARENT = parentWith({});
