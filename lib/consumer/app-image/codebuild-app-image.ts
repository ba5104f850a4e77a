import { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { Fn, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

import { GoldenImageError } from '../../core/error';
import { Declaration } from '../../events/declaration';
import { declarationTrigger } from '../../events/start-rule';
import { CodeBuildJob } from '../../pipeline/codebuild/codebuild-job';
import { SCRIPTS_PREFIX } from '../../pipeline/codebuild/factory';
import { SourceObject } from '../../pipeline/codebuild/source-object';
import { checkRoleNameLength } from '../../pipeline/role-name-length';
import { isFactory, refuseSecondNamespace } from '../../pipeline/sole-namespace';
import { PULL_ACTIONS } from '../../registry/access/pull-actions';
import { PUSH_ACTIONS } from '../../registry/access/push-actions';
import { AppBuild, appRepository, BuiltApp } from './app-build';
import { AppFactory, CodeBuildAppOptions } from './app-factory';

/** What the parameter holds before the first build; not a digest, so that nobody can deploy it. */
const UNBUILT = 'unbuilt';

/** Builds an image in CodeBuild whenever an apply has changed what it is built from, and writes its digest down. */
export function codeBuildAppImage(scope: Construct, app: AppBuild, options: CodeBuildAppOptions): BuiltApp {
  const { version, base, platform, context } = app;
  const factory = factoryOf(scope, options);
  const { namespace, aws } = factory;
  const name = resourceName(app.name, namespace, scope.node.path);
  factory.names.claim(name, scope.node.path);
  const repository = appRepository(scope, app, factory.encryptionKey);
  const keyPrefix = `contexts/${name}`;
  const files = Object.fromEntries(Object.entries(context.files).map(([path, content]) => [`context/${path}`, content]));
  const executables = context.executables.map((path) => `${path}\n`).join('');
  const source = new SourceObject(scope, 'Context', { bucket: factory.bucket, folder: name, keyPrefix, files: { ...files, executables } });
  const parameter = new SsmParameter(scope, 'Digest', {
    name: `/${namespace}/${name}/image`,
    description: `Digest of the newest image of ${app.name}`,
    type: 'String',
    insecureValue: UNBUILT,
    allowedPattern: `^(${UNBUILT}|sha256:[a-f0-9]{64})$`,
    lifecycle: { ignoreChanges: ['insecure_value'] },
  });
  const declaration = Fn.sha256(Fn.join(' ', [app.declaration, base.digest]));
  const job = new CodeBuildJob(scope, 'Build', {
    factory,
    imageName: name,
    job: 'app',
    platform,
    description: `Builds ${app.name} on golden image ${base.imageName}`,
    source,
    secondarySource: factory.scripts,
    readable: [keyPrefix, SCRIPTS_PREFIX],
    privileged: true,
    timeoutMinutes: 60,
    environment: {
      IMAGE_NAME: app.name,
      IMAGE_VERSION: version,
      DECLARATION_HASH: declaration,
      DOCKERFILE: app.dockerfile,
      PLATFORM: platform,
      BASE_IMAGE: base.imageUri,
      REPOSITORY: repository.repositoryUri,
      DIGEST_PARAMETER: parameter.name,
    },
    statements: [
      { sid: 'PullBase', actions: PULL_ACTIONS, resources: [base.repositoryArn] },
      { sid: 'PushImage', actions: [...PUSH_ACTIONS, 'ecr:DescribeImages', 'ecr:GetDownloadUrlForLayer'], resources: [repository.repositoryArn] },
      { sid: 'WriteDigest', actions: ['ssm:PutParameter'], resources: [aws.arn('ssm', `parameter/${namespace}/${name}/image`)] },
    ],
  });
  const declared = new Declaration(scope, 'Declaration', namespace, { imageName: name, declarationHash: declaration });
  const builds = [{ id: 'Build', projectName: job.projectName, projectArn: job.projectArn }];
  const trigger = declarationTrigger(scope, { namespace, imageName: name, starts: { builds, ruleRoleArn: factory.ruleRoleArn } }, declared.parameterName);
  declared.writeAfter([factory, repository, job, trigger, parameter]);
  return { repositoryUri: repository.repositoryUri, digest: () => builtDigest(scope, parameter.name, app.name, job.projectName) };
}

/** Read where somebody asks for it: a stack that only builds needs no digest. */
function builtDigest(scope: Construct, name: string, image: string, project: string): string {
  const read = scope.node.tryFindChild('Built') as DataAwsSsmParameter | undefined;
  if (read !== undefined) return read.insecureValue;
  const built = new DataAwsSsmParameter(scope, 'Built', { name, withDecryption: false });
  built.lifecycle = {
    postcondition: [
      {
        condition: '${startswith(self.insecure_value, "sha256:")}',
        errorMessage: `Image ${image} has not been built yet: an apply starts CodeBuild project ${project}. Apply again when it has ended.`,
      },
    ],
  };
  return built.insecureValue;
}

/** One of a builder in a stack; two builders of one namespace would own the same names. */
function factoryOf(scope: Construct, options: CodeBuildAppOptions): AppFactory {
  const stack = TerraformStack.of(scope);
  const id = `AppImages_${options.namespace}`;
  const found = stack.node.tryFindChild(id) as AppFactory | undefined;
  if (found === undefined) {
    const made = new AppFactory(stack, id, options);
    refuseSecondNamespace(made, isFactory, scope.node.path);
    return made;
  }
  if (found.options === options) return found;
  throw new GoldenImageError('DuplicateNamespace', {
    where: scope.node.path,
    problem: `${found.node.path} already has this namespace`,
    given: options.namespace,
    expected: 'each namespace once in a stack',
    remedy: 'share the builder that there is, or give this one another namespace',
  });
}

/** Name of its AWS resources: those of roles and projects take no dots and slashes. */
function resourceName(name: string, namespace: string, where: string): string {
  const short = name.replace(/[^a-z0-9]+/g, '-');
  checkRoleNameLength({ namespace, name: short, role: 'app', given: name }, where);
  return short;
}
