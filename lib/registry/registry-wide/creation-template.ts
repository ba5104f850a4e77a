import { EcrRepositoryCreationTemplate } from '@cdktf/provider-aws/lib/ecr-repository-creation-template';
import { Construct } from 'constructs';

import { RepositorySettings } from '../repository-settings';
import { TemplateRole } from './template-role';

/** Whose repositories a template makes. */
interface CreationTemplateProps {
  /** What the names of the repositories begin with, without the `/`. */
  readonly prefix: string;
  readonly description: string;
  readonly appliedFor: 'REPLICATION' | 'PULL_THROUGH_CACHE';
  readonly settings: RepositorySettings;
  readonly repositoryPolicy?: string;
  /** Undefined where ECR needs none. */
  readonly role?: TemplateRole;
}

/** What ECR makes repositories of that it makes itself. Without one they are mutable, and encrypted with a key of Amazon S3's. */
export function creationTemplate(scope: Construct, id: string, props: CreationTemplateProps): EcrRepositoryCreationTemplate {
  const { prefix, description, appliedFor, settings, repositoryPolicy, role } = props;
  const { encryptionConfiguration, lifecyclePolicy } = settings;
  const isCache = appliedFor === 'PULL_THROUGH_CACHE';
  const template = new EcrRepositoryCreationTemplate(scope, id, {
    prefix,
    description,
    appliedFor: [appliedFor],
    // In an immutable repository a cached tag could never follow its upstream (Amazon ECR user guide, "Sync an upstream registry").
    imageTagMutability: isCache ? 'MUTABLE' : settings.imageTagMutability,
    encryptionConfiguration,
    lifecyclePolicy,
    ...(repositoryPolicy !== undefined && { repositoryPolicy }),
    ...(role && { customRoleArn: role.roleArn, dependsOn: [role.rights] }),
  });
  if (!isCache) settings.tagImmutability._apply(template);
  return template;
}
