import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformOutput, TerraformStack } from 'cdktf';

import { BaseImage } from '../../lib/base-image/base-image';
import { GoldenImageChannelOptions } from '../../lib/consumer/golden-image-lookup';
import { GoldenImageReference } from '../../lib/consumer/golden-image-reference';
import { ImageVariant } from '../../lib/core/image-variant';
import { Libc } from '../../lib/core/libc';
import { PackageManager } from '../../lib/core/package-manager';
import { ImagePlatform } from '../../lib/core/platform';
import { ChannelRelease } from '../../lib/registry/channel-release';
import { errorOf, expectRefused } from '../support/errors';
import { Block, debianIn, DIGEST, newStack, Synthesized, synthesize, synthesizeDebian } from '../support/stack';

interface Read extends Synthesized {
  readonly uri: string;
  readonly check: Record<string, Block>;
}

function read(refer: (stack: TerraformStack) => GoldenImageReference): Read {
  const stack = newStack();
  const { imageUri } = refer(stack);
  new TerraformOutput(stack, 'Uri', { value: imageUri, staticId: true });
  const synthesized = synthesize(stack);
  const { output, check } = synthesized.json as unknown as { output: Record<string, { value: string }>; check: Record<string, Block> };
  return Object.assign(synthesized, { uri: output.Uri!.value, check });
}

const reference = (options: GoldenImageChannelOptions): Read => read((stack) => GoldenImageReference.fromChannel(stack, 'Base', options));

test('a channel is read as repository and digest', () => {
  const { uri } = reference({ name: 'debian' });
  expect(uri).toMatch(
    /^\$\{data\.aws_caller_identity\.\w+\.account_id\}\.dkr\.ecr\.\$\{data\.aws_region\.\w+\.name\}\.\$\{data\.aws_partition\.\w+\.dns_suffix\}\/golden\/debian@\$\{data\.aws_ssm_parameter\.\w+\.insecure_value\}$/,
  );
});

test('it reads the very parameters and repository that the image of that name has', () => {
  const made = synthesizeDebian({ channel: 'next' }, { namespace: 'base' });
  const { uri } = reference({ name: 'debian', channel: 'next', namespace: 'base' });
  const names = (blocks: Record<string, Block>): string[] => Object.values(blocks).map(({ name }) => name as string).sort();
  const parameters = reference({ name: 'debian', channel: 'next', namespace: 'base' }).data('aws_ssm_parameter');
  expect(names(made.resources('aws_ssm_parameter'))).toEqual(expect.arrayContaining(names(parameters)));
  expect(names(parameters)).toEqual(['/base/debian/channels/next', '/base/debian/last-release/next', '/base/debian/metadata']);
  expect(uri).toContain(`/${made.resource('aws_ecr_repository', 'Debian/Repository/Resource').name}@`);
});

test('a channel without a release fails the plan, and says so', () => {
  const { postcondition } = reference({ name: 'debian' }).data('aws_ssm_parameter')['Base/Channel']!.lifecycle;
  expect(postcondition).toEqual([
    {
      condition: '${startswith(self.insecure_value, "sha256:")}',
      error_message: 'Golden image debian has no release in channel stable yet: build it, or ask its owner.',
    },
  ]);
});

test('what is said of the image fails the plan where it is revoked or removed, and warns where it is deprecated', () => {
  const made = reference({ name: 'debian' });
  const { postcondition } = made.data('aws_ssm_parameter')['Base/Metadata']!.lifecycle;
  expect(postcondition).toHaveLength(2);
  const [check] = Object.values(made.check);
  expect(Object.keys(made.check)).toHaveLength(1);
  // What cannot be told of what it is built on is said, and passes nothing silently.
  expect(check!.assert[1].condition).toContain('.lineage : null, null) == null');
  expect(check!.assert).toHaveLength(2);
  expect(check!.assert[0].condition).toMatch(/d\.since/);
  // What is said is read from the parameter: nothing of the platform is known when a team synthesizes.
  expect(check!.assert[0].condition).toMatch(/jsondecode\(data\.aws_ssm_parameter\.\w+\.insecure_value\)/);
});

test('a version is looked up by its tag, and so is a digest', () => {
  const version = read((stack) => GoldenImageReference.fromVersion(stack, 'Base', { name: 'debian', version: '12.1.0' }));
  expect(version.data('aws_ecr_image')['Base/Release']).toMatchObject({ repository_name: 'golden/debian', image_tag: '12.1.0' });
  expect(version.uri).toMatch(/@\$\{data\.aws_ecr_image\.\w+\.image_digest\}$/);
  const digest = read((stack) => GoldenImageReference.fromDigest(stack, 'Base', { name: 'debian', digest: DIGEST }));
  expect(digest.data('aws_ecr_image')['Base/Release']).toMatchObject({ repository_name: 'golden/debian', image_digest: DIGEST });
  expect(Object.keys(digest.data('aws_ssm_parameter'))).toEqual(['Base/Metadata']);
});

test('the channels of another account are read by their ARNs, and its registry is pulled from', () => {
  const made = reference({ name: 'debian', account: '111122223333' });
  const names = Object.values(made.data('aws_ssm_parameter')).map(({ name }) => name as string);
  for (const name of names) expect(name).toMatch(/^arn:\$\{data\.aws_partition\.\w+\.partition\}:ssm:\$\{data\.aws_region\.\w+\.name\}:111122223333:parameter\/golden\/debian\//);
  expect(made.uri).toMatch(/^111122223333\.dkr\.ecr\./);
  const image = read((stack) => GoldenImageReference.fromDigest(stack, 'Base', { name: 'debian', digest: DIGEST, account: '111122223333' }));
  expect(image.data('aws_ecr_image')['Base/Release']!.registry_id).toBe('111122223333');
});

test('in another region it is looked up by a provider of the factory, and pulled from the replica', () => {
  const made = read((stack) => {
    const factory = new AwsProvider(stack, 'Factory', { region: 'eu-central-1', alias: 'factory' });
    return GoldenImageReference.fromChannel(stack, 'Base', { name: 'debian', provider: factory, region: 'eu-west-1' });
  });
  for (const block of Object.values({ ...made.data('aws_ssm_parameter'), ...made.data('aws_caller_identity') })) expect(block.provider).toBe('aws.factory');
  expect(made.uri).toMatch(/account_id\}\.dkr\.ecr\.eu-west-1\.\$\{/);
});

describe('in the stack that makes the image', () => {
  /** What each thing that is read waits for, by the id of what reads it. */
  function waits(refer: (stack: TerraformStack) => GoldenImageReference): Record<string, unknown> {
    const stack = newStack();
    refer(stack);
    debianIn(stack, { variants: [{ variant: ImageVariant.DEBUG }] }).addChannel('production', ChannelRelease.version('12.1.0'));
    debianIn(stack, { name: 'debian-slim' }, 'Other');
    const synthesized = synthesize(stack);
    const names = new Map(Object.entries(synthesized.json.resource.aws_ssm_parameter!).map(([id, { name }]) => [`aws_ssm_parameter.${id}`, name]));
    const data = Object.entries({ ...synthesized.data('aws_ssm_parameter'), ...synthesized.data('aws_ecr_image') }).filter(([path]) => path.startsWith('Base/'));
    return Object.fromEntries(data.map(([path, { depends_on: on }]) => [path.slice('Base/'.length), (on as string[] | undefined)?.map((address) => names.get(address)).sort()]));
  }

  test('each parameter is read after it is made, whichever is declared first, so that a first apply finds it', () => {
    expect(waits((stack) => GoldenImageReference.fromChannel(stack, 'Base', { name: 'debian' }))).toEqual({
      Channel: ['/golden/debian/channels/stable'],
      LastRelease: ['/golden/debian/last-release/stable'],
      Metadata: ['/golden/debian/metadata'],
    });
  });

  test('a release is looked up after the channels have moved', () => {
    const { Release: release } = waits((stack) => GoldenImageReference.fromVersion(stack, 'Base', { name: 'debian', version: '12.1.0' }));
    expect(release).toEqual(['production', 'stable', 'stable-debug'].map((name) => `/golden/debian/channels/${name}`));
  });

  test('what is of another namespace, account or provider waits for nothing', () => {
    const factory = (stack: TerraformStack): AwsProvider => new AwsProvider(stack, 'FactoryRegion', { region: 'eu-central-1', alias: 'factory' });
    const elsewhere = [{ namespace: 'other' }, { account: '111122223333' }, (stack: TerraformStack) => ({ provider: factory(stack) })];
    for (const one of elsewhere) {
      const on = waits((stack) => GoldenImageReference.fromChannel(stack, 'Base', { name: 'debian', ...(typeof one === 'function' ? one(stack) : one) }));
      expect(on).toEqual({ Channel: undefined, LastRelease: undefined, Metadata: undefined });
    }
  });
});

const FACTS = { version: '12.1.0', packageManager: PackageManager.APT, hasShell: true, libc: Libc.GLIBC, platforms: [ImagePlatform.LINUX_AMD64], userId: 65532 };

describe('a golden image of another app', () => {
  test('is built on by what is known of it, at its channel', () => {
    const stack = newStack();
    const parent = GoldenImageReference.fromChannel(stack, 'Parent', { name: 'debian', facts: FACTS });
    expect(parent.imageVersion).toBe('12.1.0');
    const child = debianIn(stack, { name: 'java', base: BaseImage.fromGoldenImage(parent), packages: ['tzdata'] });
    expect(child.plan.bases).toEqual([expect.objectContaining({ channelParameterName: '/golden/debian/channels/stable' })]);
    synthesize(stack);
  });

  test('is not built on without facts, as another variant, or from elsewhere', () => {
    const base = (options: object, variant = ImageVariant.RUNTIME) => () => BaseImage.fromGoldenImage(GoldenImageReference.fromChannel(newStack(), 'Parent', { name: 'debian', ...options }), { variant });
    expect(errorOf(base({})).code).toBe('UnknownParentFacts');
    expect(errorOf(base({ facts: FACTS }, ImageVariant.DEBUG)).code).toBe('UnknownVariant');
    expect(base({ facts: FACTS, channel: 'stable-debug' }, ImageVariant.DEBUG)).not.toThrow();
    expect(errorOf(base({ facts: FACTS, account: '111122223333' })).code).toBe('ParentElsewhere');
  });

  test('that is pinned by its digest has no channel', () => {
    const pinned = GoldenImageReference.fromDigest(newStack(), 'Parent', { name: 'debian', digest: DIGEST, facts: FACTS });
    expect(errorOf(() => pinned.channelParameterName).code).toBe('NotMadeByPipeline');
    expect(pinned.variantOf(ImageVariant.RUNTIME)).not.toHaveProperty('channelParameterName');
  });
});

test('names are checked when the reference is made', () => {
  expectRefused('InvalidImageName', ['', 'Debian', undefined], (name) => reference({ name }));
  expectRefused('InvalidChannelName', ['', 'Stable'], (channel) => reference({ name: 'debian', channel }));
  expectRefused('InvalidNamespace', ['', 'a/b'], (namespace) => reference({ name: 'debian', namespace }));
});
