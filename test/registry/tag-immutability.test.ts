import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { EcrRepositoryCreationTemplate } from '@cdktf/provider-aws/lib/ecr-repository-creation-template';

import { TagImmutability } from '../../lib/registry/tag-immutability';
import { errorOf } from '../support/errors';
import { Block, newStack, synthesize } from '../support/stack';

/** A repository as the bindings of a version of the provider make it. */
function repository(version: string | undefined, immutability: TagImmutability): Block {
  const stack = newStack();
  const made = new EcrRepository(stack, 'Repo', { name: 'golden/debian', imageTagMutability: 'IMMUTABLE' });
  Object.defineProperty(made, 'terraformGeneratorMetadata', { value: version && { ...made.terraformGeneratorMetadata, providerVersion: version } });
  immutability._apply(made);
  return synthesize(stack).resource('aws_ecr_repository', 'Repo');
}

test('tags are immutable without exception, on any provider', () => {
  for (const version of ['5.100.0', '6.25.0', undefined]) {
    expect(repository(version, TagImmutability.always())).toMatchObject({ image_tag_mutability: 'IMMUTABLE' });
    expect(repository(version, TagImmutability.always()).image_tag_mutability_exclusion_filter).toBeUndefined();
  }
});

test.each(['6.8.0', '6.25.0', '7.0.0'])('filters make exceptions, sorted, on provider %s, which knows them', (version) => {
  expect(repository(version, TagImmutability.except(['stable', 'sha256-*']))).toMatchObject({
    image_tag_mutability: 'IMMUTABLE_WITH_EXCLUSION',
    image_tag_mutability_exclusion_filter: [{ filter: 'sha256-*', filter_type: 'WILDCARD' }, { filter: 'stable', filter_type: 'WILDCARD' }],
  });
});

test.each(['5.100.0', '6.7.0', undefined])('provider %s refuses them at synthesis, and not at plan', (version) => {
  const error = errorOf(() => repository(version, TagImmutability.except(['stable'])));
  expect(error.code).toBe('ProviderTooOld');
  expect(error.message).toContain(version ?? 'unknown');
});

test.each(['6.8.0', '6.9.0'])('provider %s knows them of repositories, and not yet of templates', (version) => {
  const made = new EcrRepositoryCreationTemplate(newStack(), 'Template', { prefix: 'golden', appliedFor: ['REPLICATION'] });
  Object.defineProperty(made, 'terraformGeneratorMetadata', { value: { ...made.terraformGeneratorMetadata, providerVersion: version } });
  expect(errorOf(() => TagImmutability.except(['stable'])._apply(made)).message).toContain('version 6.10 or later');
});

test('a template for repositories is told the same as a repository', () => {
  const stack = newStack();
  const made = new EcrRepositoryCreationTemplate(stack, 'Template', { prefix: 'golden', appliedFor: ['REPLICATION'], imageTagMutability: 'IMMUTABLE' });
  Object.defineProperty(made, 'terraformGeneratorMetadata', { value: { ...made.terraformGeneratorMetadata, providerVersion: '6.10.0' } });
  TagImmutability.except(['stable'])._apply(made);
  expect(synthesize(stack).resource('aws_ecr_repository_creation_template', 'Template')).toMatchObject({
    image_tag_mutability: 'IMMUTABLE_WITH_EXCLUSION',
    image_tag_mutability_exclusion_filter: [{ filter: 'stable', filter_type: 'WILDCARD' }],
  });
});
