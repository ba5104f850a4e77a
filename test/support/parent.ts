import { IGoldenImage } from '../../lib/base-image/golden-image-parent';
import { Libc } from '../../lib/core/libc';
import { PackageManager } from '../../lib/core/package-manager';
import { ImagePlatform } from '../../lib/core/platform';

/** A golden image as its children see it, without a stack. */
export const PARENT: IGoldenImage = {
  imageName: 'debian',
  imageVersion: '12.1.0',
  namespace: 'golden',
  repositoryUri: 'uri',
  repositoryArn: 'arn',
  channelParameterName: '/golden/debian/channels/stable',
  packageManager: PackageManager.APT,
  hasShell: true,
  libc: Libc.GLIBC,
  platforms: [ImagePlatform.LINUX_AMD64],
  userId: 65532,
};
