import { BaseImage } from '../../lib/base-image/base-image';
import { ImageVariant } from '../../lib/core/image-variant';
import { PackageManager } from '../../lib/core/package-manager';
import { arn, rightsOf } from '../support/applied';
import { expectRefused } from '../support/errors';
import { Block, debianIn, newStack, synthesize } from '../support/stack';

const { DEV, DEBUG, RUNTIME } = ImageVariant;

test('each variant has a channel parameter, and the release project may move those and no other', () => {
  const stack = newStack();
  debianIn(stack, { variants: [{ variant: DEBUG, packages: ['strace'] }] });
  const synthesized = synthesize(stack);
  expect(synthesized.resource('aws_ssm_parameter', 'Debian/Channel/Resource').name).toBe('/golden/debian/channels/stable');
  expect(synthesized.resource('aws_ssm_parameter', 'Debian/DebugChannel/Resource').name).toBe('/golden/debian/channels/stable-debug');

  const variables = (job: string): Record<string, string> =>
    Object.fromEntries(synthesized.resource('aws_codebuild_project', `Debian/${job}/Project/Resource`).environment.environment_variable.map(({ name, value }: Block) => [name, value]));
  expect(variables('Build').VARIANTS).toBe('runtime debug');
  expect(JSON.parse(variables('Release').CHANNELS!)).toEqual({
    runtime: { channel: '/golden/debian/channels/stable', lastRelease: '/golden/debian/last-release/stable' },
    debug: { channel: '/golden/debian/channels/stable-debug', lastRelease: '/golden/debian/last-release/stable-debug' },
  });
  const { Statement } = rightsOf(synthesized, 'Debian/Release/Project') as Block;
  expect(Statement.find(({ Sid }: Block) => Sid === 'MoveChannels').Resource).toEqual(
    ['channels/stable', 'last-release/stable', 'channels/stable-debug', 'last-release/stable-debug'].map((name) => arn('ssm', `parameter/golden/debian/${name}`)),
  );
});

test('children see of each variant what it has; only the image itself does without what is removed', () => {
  const image = debianIn(newStack(), { variants: [{ variant: DEBUG }], removeShell: true, removePackageManager: true });
  expect(image.variantOf(RUNTIME)).toMatchObject({ channelParameterName: '/golden/debian/channels/stable', hasShell: false, packageManager: PackageManager.NONE, userId: 65532 });
  expect(image.variantOf(DEBUG)).toMatchObject({ channelParameterName: '/golden/debian/channels/stable-debug', hasShell: true, packageManager: PackageManager.APT });
  expectRefused('UnknownVariant', [DEV], (variant) => BaseImage.fromGoldenImage(image, { variant }));
});
