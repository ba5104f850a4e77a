import { TerraformOutput, TerraformVariable } from 'cdktf';

import { CodeBuildPipeline } from '../../lib/pipeline/codebuild/codebuild-pipeline';
import { AwsEnvironment } from '../../lib/registry/aws-environment';
import { EncryptionKey, EncryptionKeyProps } from '../../lib/registry/encryption/encryption-key';
import { ImageSigningKey, ownSigningKey } from '../../lib/registry/encryption/image-signing-key';
import { RepositoryEncryption } from '../../lib/registry/encryption/repository-encryption';
import { GoldenImageRepository } from '../../lib/registry/golden-image-repository';
import { applied, arn } from '../support/applied';
import { isAllowedByResource } from '../support/iam';
import { Block, debianIn, newStack, synthesize } from '../support/stack';

const ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

function key(props: Partial<EncryptionKeyProps> = {}): Block {
  const stack = newStack();
  new EncryptionKey(stack, 'Key', { alias: 'golden', ...props });
  return synthesize(stack).resource('aws_kms_key', 'Key/Resource');
}

test('a key is rotated each year, waits a month before it is deleted, and cannot be destroyed by accident', () => {
  expect(key()).toMatchObject({ enable_key_rotation: true, deletion_window_in_days: 30, lifecycle: { prevent_destroy: true } });
  // Without it, KMS rotates each year.
  expect(key().rotation_period_in_days).toBeUndefined();
  expect(key({ rotationDays: 90, deletionWindowDays: 7 })).toMatchObject({ rotation_period_in_days: 90, deletion_window_in_days: 7 });
});

test("a key is its account's, and besides it CloudWatch Logs may use it for one log group", () => {
  expect(JSON.parse(key().policy)).toEqual({
    Version: '2012-10-17',
    Statement: [{ Sid: 'Account', Effect: 'Allow', Principal: { AWS: expect.stringMatching(/^arn:\$\{.*\}:iam::\$\{.*\}:root$/) }, Action: 'kms:*', Resource: '*' }],
  });
  const [, logs, ...others] = JSON.parse(key({ logGroupName: '/golden-images/golden' }).policy).Statement;
  expect(others).toEqual([]);
  expect(logs).toMatchObject({
    Principal: { Service: expect.stringMatching(/^logs\.\$\{data\.aws_region\.\w+\.name\}\.\$\{data\.aws_partition\.\w+\.dns_suffix\}$/) },
    Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': expect.stringMatching(/^arn:\$\{.*\}:logs:\$\{.*\}:log-group:\/golden-images\/golden$/) } },
  });
  expect(logs.Action).not.toContain('kms:*');
});

test.each(['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo', 'kms:GenerateDataKey', 'kms:DescribeKey'])('CloudWatch Logs may ask %s of a key for its log group, and for no other', (action) => {
  const stack = newStack();
  new EncryptionKey(stack, 'Key', { alias: 'golden', logGroupName: '/golden-images/golden' });
  const synthesized = synthesize(stack);
  const policy = JSON.parse(applied(synthesized, synthesized.resource('aws_kms_key', 'Key/Resource').policy));
  const may = (logGroup: string): boolean => isAllowedByResource(policy, 'logs.eu-west-1.amazonaws.com', { action, resource: '*', context: { 'kms:EncryptionContext:aws:logs:arn': arn('logs', `log-group:${logGroup}`) } });
  expect(may('/golden-images/golden')).toBe(true);
  expect(may('/golden-images/other')).toBe(false);
});

test('the public half of the signing key is found by its alias, and a signature is made with no other key', () => {
  const stack = newStack();
  new TerraformOutput(stack, 'Key', { value: ownSigningKey(stack, 'SigningKey', 'golden', new AwsEnvironment(stack, 'Environment')).signingKeyArn });
  const synthesized = synthesize(stack);
  expect(synthesized.resource('aws_kms_alias', 'SigningKey/Alias')).toMatchObject({ name: 'alias/golden-signing', target_key_id: expect.stringMatching(/^\$\{aws_kms_key\.SigningKey_\w+\.key_id\}$/) });
  expect((synthesized.json as Block).output.Key.value).toMatch(/^\$\{aws_kms_key\.SigningKey_\w+\.arn\}$/);
  const { description, policy } = synthesized.resource('aws_kms_key', 'SigningKey/Resource');
  expect(description).toContain('golden images of golden');
  expect(JSON.parse(policy)).toMatchObject({ Version: '2012-10-17', Statement: [{}, { Sid: 'ReleasesAlone', Resource: '*' }] });
});

test('CloudWatch Logs may use a key for log groups whose names begin alike, besides the one that is named', () => {
  const logsOf = (props: Partial<EncryptionKeyProps>): unknown => JSON.parse(key(props).policy).Statement[1].Condition.ArnLike['kms:EncryptionContext:aws:logs:arn'];
  expect(logsOf({ logGroupPrefix: '/aws/imagebuilder/golden-' })).toMatch(/:log-group:\/aws\/imagebuilder\/golden-\*$/);
  expect(logsOf({ logGroupName: '/a', logGroupPrefix: '/b-' })).toEqual([expect.stringMatching(/:log-group:\/a$/), expect.stringMatching(/:log-group:\/b-\*$/)]);
});

test('a key is found by its alias', () => {
  const stack = newStack();
  new EncryptionKey(stack, 'Key', { alias: 'golden/images' });
  const synthesized = synthesize(stack);
  expect(synthesized.resource('aws_kms_alias', 'Key/Alias')).toMatchObject({ name: 'alias/golden/images', target_key_id: expect.stringMatching(/^\$\{aws_kms_key\.Key_\w+\.key_id\}$/) });
  expect(synthesized.resource('aws_kms_key', 'Key/Resource').description).toContain('golden/images');
});

test('a key that is there may be one that Terraform makes', () => {
  const stack = newStack();
  const arn = new TerraformVariable(stack, 'key', { type: 'string' }).stringValue;
  new TerraformOutput(stack, 'Keys', { value: [EncryptionKey.fromKeyArn(arn).keyArn, ImageSigningKey.fromKeyArn(arn).signingKeyArn] });
  expect((synthesize(stack).json as Block).output.Keys.value).toEqual(['${var.key}', '${var.key}']);
});

test('a factory takes a key that is there, and makes none', () => {
  const stack = newStack();
  debianIn(stack, { pipeline: new CodeBuildPipeline(stack, 'Factory', { encryptionKey: EncryptionKey.fromKeyArn(ARN) }) });
  const synthesized = synthesize(stack);
  expect(Object.keys(synthesized.resources('aws_kms_key'))).toEqual(['Factory/SigningKey/Resource']);
  expect(synthesized.resource('aws_ecr_repository', 'Debian/Repository/Resource').encryption_configuration).toEqual([{ encryption_type: 'KMS', kms_key: ARN }]);
  expect(synthesized.resource('aws_codebuild_project', 'Debian/Build/Project/Resource').encryption_key).toBe(ARN);
});

test('a repository is encrypted without KMS only by name', () => {
  expect(() => RepositoryEncryption.kms(ARN as never)).toThrow('[InvalidType] RepositoryEncryption.kms: key is not an object that is an IEncryptionKey');
  const stack = newStack();
  new GoldenImageRepository(stack, 'Repo', { repositoryName: 'golden/debian', encryption: RepositoryEncryption.aes256() });
  expect(synthesize(stack).resource('aws_ecr_repository', 'Repo/Resource').encryption_configuration).toEqual([{ encryption_type: 'AES256' }]);
});
