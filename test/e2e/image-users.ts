import { ApprunnerService } from '@cdktf/provider-aws/lib/apprunner-service';
import { BatchJobDefinition } from '@cdktf/provider-aws/lib/batch-job-definition';
import { CodebuildProject } from '@cdktf/provider-aws/lib/codebuild-project';
import { EcsTaskDefinition } from '@cdktf/provider-aws/lib/ecs-task-definition';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { Container } from '@cdktf/provider-docker/lib/container';
import { Image } from '@cdktf/provider-docker/lib/image';
import { Fn, TerraformOutput, TerraformProvider, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

import { PROGRAM } from './engines/upstream/tiny-base';

const SERVICES = ['codebuild', 'lambda'].map((name) => `${name}.amazonaws.com`);

/** What of AWS runs containers, and is known to moto, each once with an image. */
export function runInAws(scope: Construct, image: string): void {
  const name = TerraformStack.of(scope).node.id;
  const statement = { Effect: 'Allow', Principal: { Service: SERVICES }, Action: 'sts:AssumeRole' };
  const role = new IamRole(scope, 'Role', { name, assumeRolePolicy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) });
  new EcsTaskDefinition(scope, 'Ecs', { family: name, containerDefinitions: JSON.stringify([{ name, image, memory: 128, essential: true }]) });
  new LambdaFunction(scope, 'Lambda', { functionName: name, role: role.arn, packageType: 'Image', imageUri: image, imageConfig: { entryPoint: [PROGRAM], command: [PROGRAM] } });
  const resourceRequirements = [{ type: 'VCPU', value: '1' }, { type: 'MEMORY', value: '512' }];
  new BatchJobDefinition(scope, 'Batch', { name, type: 'container', containerProperties: JSON.stringify({ image, resourceRequirements }) });
  new CodebuildProject(scope, 'CodeBuild', {
    name,
    serviceRole: role.arn,
    artifacts: { type: 'NO_ARTIFACTS' },
    source: { type: 'GITHUB', location: 'https://github.com/example/example.git' },
    environment: { type: 'LINUX_CONTAINER', computeType: 'BUILD_GENERAL1_SMALL', image, imagePullCredentialsType: 'SERVICE_ROLE' },
  });
}

/** moto has no App Runner: it is planned, and not applied. */
export function runInAppRunner(scope: Construct, image: string): void {
  new ApprunnerService(scope, 'AppRunner', {
    serviceName: TerraformStack.of(scope).node.id,
    sourceConfiguration: {
      autoDeploymentsEnabled: false,
      authenticationConfiguration: { accessRoleArn: 'arn:aws:iam::123456789012:role/pull' },
      imageRepository: { imageIdentifier: image, imageRepositoryType: 'ECR' },
    },
  });
}

/** Pulled and run by the engine of the machine; the image is the tiny base or is built on it. */
export function runInDocker(scope: Construct, image: string, provider: TerraformProvider): void {
  const pulled = new Image(scope, 'Pulled', { provider, name: image, keepLocally: true });
  new Container(scope, 'Container', { provider, name: TerraformStack.of(scope).node.id, image: pulled.name, command: [PROGRAM], mustRun: false });
}

/** The manifest that a cluster would be given, with what Terraform knows in it. */
export function writeManifest(scope: Construct, image: string): void {
  const spec = { containers: [{ name: scope.node.id, image }] };
  const manifest = Fn.jsonencode({ apiVersion: 'v1', kind: 'Pod', metadata: { name: scope.node.id }, spec });
  new TerraformOutput(scope, 'Manifest', { value: manifest, staticId: true });
}

type Values = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

/** Where each type of resource has its image, in the values of a state or a plan. */
const IMAGE_OF: { readonly [type: string]: (values: Values) => unknown } = {
  aws_ecs_task_definition: ({ container_definitions: definitions }) => inJson(definitions, ([{ image }]) => image),
  aws_lambda_function: ({ image_uri: uri }) => uri,
  aws_batch_job_definition: ({ container_properties: properties }) => inJson(properties, ({ image }) => image),
  aws_codebuild_project: ({ environment: [{ image }] }) => image,
  aws_apprunner_service: ({ source_configuration: [{ image_repository: [{ image_identifier: image }] }] }) => image,
  docker_image: ({ name }) => name,
  docker_container: ({ image }) => image,
};

function inJson(text: string | undefined, image: (values: any) => unknown): unknown { // eslint-disable-line @typescript-eslint/no-explicit-any
  return text === undefined ? undefined : image(JSON.parse(text));
}

interface Described {
  readonly values?: Module;
  readonly planned_values?: Module;
}

interface Module {
  readonly outputs?: { readonly [name: string]: { readonly value?: unknown } };
  readonly root_module: { readonly resources: readonly { readonly type: string; readonly name: string; readonly mode: string; readonly values: Values }[] };
}

/** The values of the resources of a type, as a state or a plan that Terraform describes has them. */
export function resourcesOf(described: object, type: string): Values[] {
  return moduleOf(described).root_module.resources.filter((one) => one.mode === 'managed' && one.type === type).map(({ values }) => values);
}

/** The images of what is made in a construct, by type of resource, and that of the manifest. */
export function imagesIn(described: object, scope: string): Record<string, unknown> {
  const { root_module: module, outputs = {} } = moduleOf(described);
  const users = module.resources.filter(({ mode, type, name }) => mode === 'managed' && name.startsWith(`${scope}_`) && type in IMAGE_OF);
  const manifest = outputs.Manifest?.value as string | undefined;
  return {
    ...Object.fromEntries(users.map(({ type, values: of }) => [type, IMAGE_OF[type]!(of)])),
    ...(manifest !== undefined && { manifest: inJson(manifest, ({ spec }) => spec.containers[0].image) }),
  };
}

function moduleOf(described: object): Module {
  const { values, planned_values: planned } = described as Described;
  return (values ?? planned)!;
}
