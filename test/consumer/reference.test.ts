import { TerraformOutput } from 'cdktf';

import { GoldenImageChannelOptions, GoldenImageReference } from '../../lib/consumer/golden-image-reference';
import { expectRefused } from '../support/errors';
import { newStack, Synthesized, synthesize, synthesizeDebian } from '../support/stack';

function reference(options: GoldenImageChannelOptions): Synthesized & { uri: string } {
  const stack = newStack();
  const { imageUri } = GoldenImageReference.fromChannel(stack, 'Base', options);
  new TerraformOutput(stack, 'Uri', { value: imageUri, staticId: true });
  const synthesized = synthesize(stack);
  const { output } = synthesized.json as unknown as { output: Record<string, { value: string }> };
  return Object.assign(synthesized, { uri: output.Uri!.value });
}

test('a channel is read as repository and digest', () => {
  const { uri } = reference({ name: 'debian' });
  expect(uri).toMatch(
    /^\$\{data\.aws_caller_identity\.\w+\.account_id\}\.dkr\.ecr\.\$\{data\.aws_region\.\w+\.name\}\.\$\{data\.aws_partition\.\w+\.dns_suffix\}\/golden\/debian@\$\{data\.aws_ssm_parameter\.\w+\.insecure_value\}$/,
  );
});

test('it reads the very parameter and repository that the image of that name has', () => {
  const made = synthesizeDebian({ channel: 'next' }, { namespace: 'base' });
  const read = reference({ name: 'debian', channel: 'next', namespace: 'base' });
  expect(read.data('aws_ssm_parameter')['Base/Channel']!.name).toBe(made.resource('aws_ssm_parameter', 'Debian/Channel/Resource').name);
  expect(read.uri).toContain(`/${made.resource('aws_ecr_repository', 'Debian/Repository/Resource').name}@`);
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

test('names are checked when the reference is made', () => {
  expectRefused('InvalidImageName', ['', 'Debian', undefined], (name) => reference({ name }));
  expectRefused('InvalidChannelName', ['', 'Stable'], (channel) => reference({ name: 'debian', channel }));
  expectRefused('InvalidNamespace', ['', 'a/b'], (namespace) => reference({ name: 'debian', namespace }));
});
