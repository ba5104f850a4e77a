import { BaseImage } from '../../lib/base-image/base-image';
import { LifecycleRecord } from '../../lib/core/image-lifecycle';
import { ChannelRelease } from '../../lib/registry/channel-release';
import { metadataText } from '../../lib/registry/image-metadata';
import { errorOf, expectRefused } from '../support/errors';
import { Block, debianIn, DIGEST, newStack, Synthesized, synthesize } from '../support/stack';

const DEPRECATION = { since: '2026-11-01', removeAfter: '2027-05-01', reason: 'support ends', replacement: 'debian-13', migrationGuide: 'https://wiki.example.com/13' };

function metadata(synthesized: Synthesized, id = 'Debian'): Block {
  const parameter = synthesized.resource('aws_ssm_parameter', `${id}/Metadata/Resource`);
  return { ...parameter, value: JSON.parse(parameter.insecure_value) };
}

test('every image has a metadata parameter next to its channels, which Terraform refuses to destroy', () => {
  const stack = newStack();
  debianIn(stack);
  expect(metadata(synthesize(stack))).toMatchObject({
    name: '/golden/debian/metadata',
    type: 'String',
    value: { deprecation: null, revocations: [], inherited: [] },
    lifecycle: { prevent_destroy: true },
  });
});

test('what is deprecated and revoked after the image was made stands in the parameter', () => {
  const stack = newStack();
  const image = debianIn(stack);
  image.deprecate(DEPRECATION);
  image.revoke({ digest: DIGEST, reason: 'ships a {{backdoor}}' });
  image.revoke({ version: '12.0.0', reason: 'wrong time zone' });
  expect(image.deprecation).toEqual(DEPRECATION);
  const { value, insecure_value: text } = metadata(synthesize(stack));
  expect(value).toEqual({
    deprecation: { ...DEPRECATION, replacement: 'golden/debian-13' },
    revocations: [
      { digest: DIGEST, version: null, reason: 'ships a {{backdoor}}' },
      { digest: null, version: '12.0.0', reason: 'wrong time zone' },
    ],
    inherited: [],
  });
  // SSM takes it for a reference to a parameter.
  expect(text).not.toContain('{{');
});

test('children inherit, also from the parents of their parents, what is said of those later on', () => {
  const stack = newStack();
  const root = debianIn(stack);
  const middle = debianIn(stack, { name: 'java', base: BaseImage.fromGoldenImage(root) }, 'Java');
  debianIn(stack, { name: 'app', base: BaseImage.fromGoldenImage(middle) }, 'App');
  root.revoke({ digest: DIGEST, reason: 'bad' });
  middle.deprecate(DEPRECATION);
  const synthesized = synthesize(stack);
  const inheritedByAll = { image: 'golden/debian', deprecation: null, revocations: [{ digest: DIGEST, version: null, reason: 'bad' }] };
  expect(metadata(synthesized, 'Java').value.inherited).toEqual([inheritedByAll]);
  expect(metadata(synthesized, 'App').value.inherited).toEqual([
    { image: 'golden/java', deprecation: { ...DEPRECATION, replacement: 'golden/debian-13' }, revocations: [] },
    inheritedByAll,
  ]);
});

test('an image is deprecated once, and a release revoked once', () => {
  const image = debianIn(newStack());
  image.deprecate(DEPRECATION);
  expectRefused('InvalidDeprecation', [DEPRECATION], (again) => image.deprecate(again));
  image.revoke({ digest: DIGEST, reason: 'bad' });
  expectRefused('DuplicateRevocation', [DIGEST], (digest) => image.revoke({ digest, reason: 'worse' }));
});

test('more than SSM holds is refused when it is said', () => {
  const image = debianIn(newStack());
  const revoke = (index: number): void => image.revoke({ version: `1.${index}.0`, reason: 'x'.repeat(300) });
  for (let index = 0; index < 11; index += 1) revoke(index);
  expectRefused('LifecycleTooLong', [11], revoke);
  expect(errorOf(() => revoke(12)).message).toMatch(/does not fit into an SSM parameter\n {2}given: +"\d{4} characters of JSON"\n[^]*remedy: {3}revoke versions instead of single digests/);
});

test('what SSM holds fits to the last character', () => {
  const recordOf = (length: number): LifecycleRecord => {
    const record = (reason: string): LifecycleRecord => ({ deprecation: null, revocations: [{ digest: null, version: '1.0.0', reason }], inherited: [] });
    return record('x'.repeat(length - JSON.stringify(record('')).length));
  };
  expect(metadataText(recordOf(4096), 'Here')).toHaveLength(4096);
  expect(errorOf(() => metadataText(recordOf(4097), 'Here')).code).toBe('LifecycleTooLong');
});

test('a channel takes a digest, and what stands for none, and nothing else', () => {
  const stack = newStack();
  debianIn(stack);
  const { allowed_pattern: pattern, type } = synthesize(stack).resource('aws_ssm_parameter', 'Debian/Channel/Resource');
  expect(type).toBe('String');
  expect([DIGEST, 'unreleased', 'latest', `golden/debian@${DIGEST}`, `${DIGEST}a`].filter((value) => new RegExp(pattern).test(value))).toEqual([DIGEST, 'unreleased']);
});

describe('a pinned channel', () => {
  test('by version is looked up in the release repository, and moved by Terraform', () => {
    const stack = newStack();
    debianIn(stack).addChannel('production', ChannelRelease.version('12.1.0-20261101'));
    const synthesized = synthesize(stack);
    const image = synthesized.data('aws_ecr_image')['Debian/Channel-productionRelease']!;
    expect(image).toMatchObject({ repository_name: 'golden/debian', image_tag: '12.1.0-20261101' });
    expect(image.lifecycle.postcondition[0].condition).toBe('${length(self.image_tags) > 0 && !anytrue([for tag in self.image_tags : can(regex("(^|-)(dev|debug)$", tag))])}');
    const channel = synthesized.resource('aws_ssm_parameter', 'Debian/Channel-production/Resource');
    expect(channel).toMatchObject({ name: '/golden/debian/channels/production', lifecycle: { prevent_destroy: true } });
    expect(channel.insecure_value).toMatch(/^\$\{data\.aws_ecr_image\.[\w-]+\.image_digest\}$/);
    expect(channel.lifecycle).not.toHaveProperty('ignore_changes');
    const note = synthesized.resource('aws_ssm_parameter', 'Debian/Channel-production/LastRelease');
    expect(note.name).toBe('/golden/debian/last-release/production');
    expect(note.lifecycle).toBeUndefined();
    expect(note.insecure_value).toMatch(/^\$\{jsonencode\(\{"digest" = data\.aws_ecr_image\.[\w-]+\.image_digest, "tag" = "12\.1\.0-20261101"\}\)\}$/);
  });

  test('by digest tells the variant by the tags that the image has', () => {
    const stack = newStack();
    const image = debianIn(stack);
    image.addChannel('production-debug', ChannelRelease.digest(DIGEST));
    const looked = synthesize(stack).data('aws_ecr_image')['Debian/Channel-production-debugRelease']!;
    expect(looked.image_digest).toBe(DIGEST);
    expect(looked.lifecycle.postcondition[0].error_message).toBe(`Channel production-debug is for debug variants of golden image debian, and ${DIGEST} is another one.`);
    expect(looked.lifecycle.postcondition[0].condition).toBe('${length(self.image_tags) > 0 && alltrue([for tag in self.image_tags : can(regex("(^|-)debug$", tag))])}');
  });

  test('by digest writes down the first of the tags that the image has', () => {
    const stack = newStack();
    debianIn(stack).addChannel('production', ChannelRelease.digest(DIGEST));
    const note = synthesize(stack).resource('aws_ssm_parameter', 'Debian/Channel-production/LastRelease').insecure_value;
    expect(note).toMatch(/"tag" = element\(sort\(data\.aws_ecr_image\.[\w-]+\.image_tags\), 0\)/);
  });

  test('that is promoted holds what the other one holds when Terraform is applied', () => {
    const stack = newStack();
    const image = debianIn(stack);
    image.addChannel('staging', ChannelRelease.promotedFrom('stable'));
    image.addChannel('production', ChannelRelease.promotedFrom('staging'));
    const synthesized = synthesize(stack);
    const value = (id: string): string => synthesized.resource('aws_ssm_parameter', `Debian/${id}/Resource`).insecure_value;
    expect(value('Channel-staging')).toMatch(/^\$\{aws_ssm_parameter\.Debian_Channel_\w+\.insecure_value\}$/);
    expect(value('Channel-production')).toMatch(/^\$\{aws_ssm_parameter\.Debian_Channel-staging_\w+\.insecure_value\}$/);
    expect(synthesized.data('aws_ecr_image')).toEqual({});
  });

  test('never points to what is revoked, whichever is said first', () => {
    const pinned = debianIn(newStack());
    pinned.addChannel('production', ChannelRelease.version('12.1.0-20261101'));
    expectRefused('RevokedRelease', ['12.1.0'], (version) => pinned.revoke({ version, reason: 'bad' }));
    const revoked = debianIn(newStack());
    revoked.revoke({ digest: DIGEST, reason: 'bad' });
    expectRefused('RevokedRelease', [DIGEST], (digest) => revoked.addChannel('production', ChannelRelease.digest(digest)));
    expect(errorOf(() => revoked.addChannel('production', ChannelRelease.digest(DIGEST))).message).toMatch(/is revoked: bad\n[^]*remedy: {3}point the channel to another release first$/);
  });

  test('points to what is not revoked, whatever else is', () => {
    const image = debianIn(newStack());
    image.revoke({ digest: `sha256:${'b'.repeat(64)}`, reason: 'bad' });
    image.revoke({ version: '12.0.0', reason: 'bad' });
    // A version may be called as a channel is.
    image.revoke({ version: 'stable', reason: 'bad' });
    const releases = [ChannelRelease.digest(DIGEST), ChannelRelease.version('12.1.0'), ChannelRelease.promotedFrom('stable')];
    releases.forEach((release, index) => expect(() => image.addChannel(`production-${index}`, release)).not.toThrow());
  });

  test('has a name of its own, and is promoted from one that is there', () => {
    const image = debianIn(newStack());
    image.addChannel('production', ChannelRelease.version('12.1.0'));
    const again = errorOf(() => image.addChannel('production', ChannelRelease.version('12.1.0')));
    expect(again.code).toBe('DuplicateChannel');
    expect(again.message).toContain('another name than stable, production\n');
    expect(errorOf(() => image.addChannel('later', ChannelRelease.promotedFrom('next'))).message).toContain('one of stable, production\n');
  });

  test('holds what its name says', () => {
    const image = debianIn(newStack());
    const runtime = errorOf(() => image.addChannel('production', ChannelRelease.version('12.1.0-debug')));
    expect(runtime.code).toBe('ChannelVariantMismatch');
    expect(runtime.message).toContain('expected: a release or a channel that ends in neither dev nor debug\n');
    expect(errorOf(() => image.addChannel('production-dev', ChannelRelease.version('12.1.0'))).message).toContain('expected: a release or a channel that ends in -dev\n');
  });

  test('is told a release in its own words', () => {
    expect(() => debianIn(newStack()).addChannel('production', '12.1.0' as never)).toThrow('release is not an object of the class ChannelRelease');
  });

  test('is refused what is revoked when Terraform plans, where only Terraform knows its digest', () => {
    const stack = newStack();
    const image = debianIn(stack);
    image.addChannel('production', ChannelRelease.promotedFrom('stable'));
    image.revoke({ digest: DIGEST, reason: 'bad' });
    const [{ condition, error_message: message }] = synthesize(stack).resource('aws_ssm_parameter', 'Debian/Channel-production/Resource').lifecycle.precondition;
    expect(condition).toContain(`[{"digest":"${DIGEST}","version":null,"reason":"bad"}]`);
    expect(message).toBe('The release that channel production of golden image debian is to point to is revoked: pin another one.');
  });

  test('asks of the release that it points to whether it is revoked', () => {
    const stack = newStack();
    const image = debianIn(stack);
    image.addChannel('staging', ChannelRelease.version('12.1.0'));
    image.addChannel('production', ChannelRelease.promotedFrom('stable'));
    const synthesized = synthesize(stack);
    const [staging, production] = ['staging', 'production'].map((name) => synthesized.resource('aws_ssm_parameter', `Debian/Channel-${name}/Resource`).lifecycle.precondition[0].condition) as [string, string];
    expect(staging).toMatch(/revocation\.digest == data\.aws_ecr_image\.Debian_Channel-stagingRelease_\w+\.image_digest,/);
    expect(staging).toMatch(/for tag in data\.aws_ecr_image\.Debian_Channel-stagingRelease_\w+\.image_tags :/);
    expect(production).toMatch(/revocation\.digest == aws_ssm_parameter\.Debian_Channel_\w+\.insecure_value,/);
    expect(production).toMatch(/for tag in compact\(\[try\(jsondecode\(aws_ssm_parameter\.Debian_Channel_LastRelease_\w+\.insecure_value\)\.tag, ""\)\]\) :/);
  });
});

test('channels are shared by RAM, as parameters of the advanced tier, also those that are added later', () => {
  const stack = newStack();
  const image = debianIn(stack, { channelsSharedWith: ['111122223333'] });
  image.addChannel('production', ChannelRelease.version('12.1.0'));
  const synthesized = synthesize(stack);
  const parameters = Object.values(synthesized.resources('aws_ssm_parameter'));
  const shared = parameters.filter(({ tier }) => tier === 'Advanced').map(({ name }) => name);
  expect(shared.sort()).toEqual([
    '/golden/debian/channels/production',
    '/golden/debian/channels/stable',
    '/golden/debian/last-release/production',
    '/golden/debian/last-release/stable',
    '/golden/debian/metadata',
  ]);
  const associations = Object.values(synthesized.resources('aws_ram_resource_association'));
  expect(associations.map(({ resource_arn: arn, resource_share_arn: share }) => [arn, share])).toEqual(shared.map(() => [expect.stringMatching(/^\$\{aws_ssm_parameter\.[\w-]+\.arn\}$/), expect.stringMatching(/^\$\{aws_ram_resource_share\.\w+\.arn\}$/)]));
  expect(synthesized.resource('aws_ram_resource_share', 'Debian/Share/Resource')).toMatchObject({ name: 'golden-debian-channels', allow_external_principals: false });
  expect(Object.values(synthesized.resources('aws_ram_principal_association')).map(({ principal }) => principal)).toEqual(['111122223333']);
});

test('who and what channels are shared with is found at the same address, whatever else is shared', () => {
  const stack = newStack();
  debianIn(stack, { channelsSharedWith: ['arn:aws:organizations::111122223333:organization/o-a1b2c3d4e5', '111122223333'] });
  const synthesized = synthesize(stack);
  expect(Object.keys(synthesized.resources('aws_ram_principal_association')).sort()).toEqual([
    'Debian/Share/Principal111122223333',
    'Debian/Share/Principalarn-aws-organizations-111122223333-organization-o-a1b2c3d4e5',
  ]);
  expect(Object.keys(synthesized.resources('aws_ram_resource_association')).sort()).toEqual([
    'Debian/Share/Parameter-golden-debian-channels-stable',
    'Debian/Share/Parameter-golden-debian-last-release-stable',
    'Debian/Share/Parameter-golden-debian-metadata',
  ]);
});

describe('a major version', () => {
  const guides = (props: object): string[] => {
    const stack = newStack();
    debianIn(stack, { name: 'node-18' }, 'Node18');
    const later = debianIn(stack, { name: 'node-20', ...props }, 'Node20');
    return later.findings.filter(({ rule, verdict }) => rule === 'migration-guide' && verdict !== 'pass').map(({ message }) => message);
  };

  test('is told by the number that its name ends in, and asked for what it supersedes and a guide', () => {
    expect(guides({})).toEqual(['node-20 follows node-18, and does not say that it supersedes an image']);
    expect(guides({ supersedes: 'node-18' })).toEqual(['node-20 supersedes node-18, and has no migration guide']);
    expect(guides({ supersedes: 'node-18', migrationGuide: '# Moving to 20' })).toEqual([]);
  });

  test('is not told of another factory, of another name or of a later one', () => {
    const stack = newStack();
    const earlier = debianIn(stack, { name: 'node-18' }, 'Node18');
    debianIn(stack, { name: 'node-20' }, 'Node20');
    debianIn(stack, { name: 'java-21' }, 'Java21');
    expect(earlier.findings.filter(({ rule, verdict }) => rule === 'migration-guide' && verdict !== 'pass')).toEqual([]);
  });
});
