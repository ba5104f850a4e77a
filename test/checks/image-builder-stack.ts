import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';

import { BaseImage } from '../../lib/base-image/base-image';
import { GoldenImage } from '../../lib/golden-image';
import { ImageFile } from '../../lib/image/image-file';
import { ImageTest } from '../../lib/image/image-test';
import { ImageBuilderPipeline } from '../../lib/pipeline/image-builder/image-builder-pipeline';
import { DIGEST } from '../support/stack';

/** One image that EC2 Image Builder builds; no example has one. */
export function imageBuilderStack(app: App): TerraformStack {
  const stack = new TerraformStack(app, 'image-builder');
  new AwsProvider(stack, 'Aws', { region: 'eu-west-1' });
  new GoldenImage(stack, 'App', {
    name: 'app',
    version: '1.0.0',
    base: BaseImage.debian('13-slim', { digest: DIGEST }),
    owner: 'platform-team',
    rationale: 'glibc, five years of support',
    files: [ImageFile.text('/etc/app/app.conf', 'workers = 4\n')],
    tests: [ImageTest.noFile('/etc/old.conf')],
    pipeline: new ImageBuilderPipeline(stack, 'Factory', { subnetId: 'subnet-0a1b2c3d', securityGroupIds: ['sg-0a1b2c3d'] }),
  });
  return stack;
}
