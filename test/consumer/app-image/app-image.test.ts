import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { EcsTaskDefinition } from '@cdktf/provider-aws/lib/ecs-task-definition';
import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { TerraformOutput, TerraformStack } from 'cdktf';
import { unzipSync } from 'fflate';

import { AppImage, AppImageProps } from '../../../lib/consumer/app-image/app-image';
import { AppImageBuilder } from '../../../lib/consumer/app-image/app-image-builder';
import { GoldenImageChannelOptions } from '../../../lib/consumer/golden-image-lookup';
import { GoldenImageReference } from '../../../lib/consumer/golden-image-reference';
import { RequireGoldenImages } from '../../../lib/consumer/require-golden-images';
import { CodeBuildPipeline } from '../../../lib/pipeline/codebuild/codebuild-pipeline';
import { DockerRegistry } from '../../../lib/pipeline/docker/docker-registry';
import { applied, arn, rightsOf, trustOf } from '../../support/applied';
import { errorOf } from '../../support/errors';
import { matches } from '../../support/eventbridge-pattern';
import { isAllowed } from '../../support/iam';
import { parameterChange } from '../../support/parameter-change';
import { Block, newStack, Synthesized, synthesize } from '../../support/stack';
import { application, DOCKERFILE } from './folder';

const KEY = { keyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1' };
const ECR = DockerRegistry.ecr({ encryptionKey: KEY });

function appIn(stack: TerraformStack, props: Partial<AppImageProps>, lookup: Partial<GoldenImageChannelOptions> = {}): AppImage {
  const base = (stack.node.tryFindChild('Base') as GoldenImageReference) ?? GoldenImageReference.fromChannel(stack, 'Base', { name: 'debian', ...lookup });
  return new AppImage(stack, 'App', { name: 'team/report', version: '1.0.0', base, contextPath: application(), builder: AppImageBuilder.docker({ registry: ECR }), ...props });
}

function app(props: Partial<AppImageProps> = {}, lookup: Partial<GoldenImageChannelOptions> = {}): Synthesized & { readonly uri: string } {
  const stack = newStack();
  new TerraformOutput(stack, 'Image', { value: appIn(stack, props, lookup).imageUri, staticId: true });
  const made = synthesize(stack);
  return Object.assign(made, { uri: (made.json as unknown as { output: Record<string, { value: string }> }).output.Image!.value });
}

/** Expressions without the hashes of ids. */
const plain = (text: string): string => text.replace(/_[A-F0-9]{8}\b/g, '');

describe('with the Docker engine', () => {
  const image = (made: Synthesized): Block => made.resource('docker_image', 'App/Image');
  const pushed = (made: Synthesized): Block => made.resource('docker_registry_image', 'App/Pushed');

  test('it is built on the digest of the golden image, and says what it is and what it was built on', () => {
    const { build } = image(app());
    expect(plain(build.build_args.BASE_IMAGE)).toMatch(/\/golden\/debian@\$\{data\.aws_ssm_parameter\.Base_Channel\.insecure_value\}$/);
    expect(build.label).toEqual(build.labels);
    expect(build.label).toEqual({
      'org.opencontainers.image.title': 'team/report',
      'org.opencontainers.image.version': '1.0.0',
      'org.opencontainers.image.base.name': expect.stringMatching(/\/golden\/debian$/),
      'org.opencontainers.image.base.digest': expect.stringMatching(/^\$\{data\.aws_ssm_parameter\.Base_Channel_\w+\.insecure_value\}$/),
    });
    expect(build).toMatchObject({ builder: 'default', platform: 'linux/amd64' });
  });

  test('it is built and pushed anew by its declaration and the digest of the golden image, and by nothing else', () => {
    const made = app();
    for (const block of [image(made), pushed(made)]) {
      expect(Object.keys(block.triggers).sort()).toEqual(['base', 'declaration']);
      expect(plain(block.triggers.base)).toBe('${data.aws_ssm_parameter.Base_Channel.insecure_value}');
      expect(block.lifecycle).toMatchObject({ create_before_destroy: true });
    }
    expect(image(made).lifecycle.ignore_changes).toEqual(['build']);
    const declaration = (props: Partial<AppImageProps>): string => image(app(props)).triggers.declaration as string;
    expect(declaration({})).toBe(image(made).triggers.declaration);
    const others = [{ version: '1.0.1' }, { name: 'team/other' }, { contextPath: application({ 'run.sh': 'x' }) }, { platform: 'linux/arm64' as never }];
    expect(new Set([{}, ...others].map(declaration)).size).toBe(5);
  });

  test('each build has a tag of its own: a changed image under an unchanged name would not be pushed', () => {
    const made = app();
    const { declaration } = image(made).triggers;
    expect(plain(image(made).name)).toBe(
      `\${aws_ecr_repository.App_Repository.repository_url}:1.0.0-\${substr(sha256(join(" ", ["${declaration}", data.aws_ssm_parameter.Base_Channel.insecure_value])), 0, 12)}`,
    );
    expect(plain(pushed(made).name)).toBe('${docker_image.App_Image.name}');
    expect(plain(made.uri)).toBe('${aws_ecr_repository.App_Repository.repository_url}@${docker_registry_image.App_Pushed.id}');
    expect(pushed(made).lifecycle.postcondition[0].condition).toBe('${self.sha256_digest == self.id}');
  });

  test('the golden image is pulled before the build, which itself does not log in', () => {
    const made = app();
    expect(made.resource('docker_image', 'App/Base').name).toBe(image(made).build.build_args.BASE_IMAGE);
    expect(image(made).depends_on.map(plain)).toEqual(['docker_image.App_Base']);
  });

  test('the context lies in the synth output, with what may be executed', () => {
    const made = app({ contextPath: application({ '.dockerignore': 'notes', 'notes': 'n', 'data.bin': new Uint8Array([0, 255]) }) });
    const at = join(made.folder, image(made).build.context as string);
    expect(made.read(join(image(made).build.context, 'Dockerfile'))).toBe(DOCKERFILE);
    expect([...readFileSync(join(at, 'data.bin'))]).toEqual([0, 255]);
    expect(() => statSync(join(at, 'notes'))).toThrow('ENOENT');
    expect(statSync(join(at, 'run.sh')).mode & 0o777).toBe(0o755);
    expect(statSync(join(at, 'data.bin')).mode & 0o111).toBe(0);
    expect(image(made).build.dockerfile).toBe(`\${abspath("${image(made).build.context}/Dockerfile")}`);
  });

  test('in ECR it has a repository that is immutable, encrypted, scanned and protected', () => {
    expect(app().resource('aws_ecr_repository', 'App/Repository/Resource')).toMatchObject({
      name: 'team/report',
      image_tag_mutability: 'IMMUTABLE',
      image_scanning_configuration: { scan_on_push: true },
      encryption_configuration: [{ encryption_type: 'KMS', kms_key: KEY.keyArn }],
      lifecycle: { prevent_destroy: true },
    });
  });

  const logins = (made: Synthesized): Record<string, unknown>[] => (made.json as unknown as { provider: { docker: { registry_auth: Record<string, unknown>[] }[] } }).provider.docker[0]!.registry_auth;

  test('one login serves the golden image and the repository beside it', () => {
    const found = logins(app());
    expect(found).toHaveLength(1);
    expect(plain(found[0]!.address as string)).toBe('https://${data.aws_caller_identity.Base_Aws_Account.account_id}.dkr.ecr.${data.aws_region.Base_Aws_Region.name}.${data.aws_partition.Base_Aws_Partition.dns_suffix}');
    expect(plain(found[0]!.password as string)).toBe('${data.aws_ecr_authorization_token.App_BaseToken.password}');
  });

  test('an image elsewhere has a login of its own', () => {
    const builder = AppImageBuilder.docker({ registry: DockerRegistry.localhost() });
    expect(logins(app({ builder }))[1]).toEqual({ address: 'http://localhost:5000', auth_disabled: true });
    expect(app({ builder }).uri).toMatch(/^localhost:5000\/team\/report@/);
    expect(app({ builder }).json.resource.aws_ecr_repository).toBeUndefined();
    expect(logins(app({}, { account: '111122223333' })).map(({ address }) => plain(address as string))).toEqual([
      'https://111122223333.dkr.ecr.${data.aws_region.Base_Aws_Region.name}.${data.aws_partition.Base_Aws_Partition.dns_suffix}',
      '${data.aws_ecr_authorization_token.App_Token.proxy_endpoint}',
    ]);
  });

  test("a stack's own provider is used as it is", () => {
    const stack = newStack();
    const provider = new DockerProvider(stack, 'Own');
    appIn(stack, { builder: AppImageBuilder.docker({ registry: ECR, provider }) });
    const made = synthesize(stack);
    expect((made.json as unknown as { provider: { docker: unknown[] } }).provider.docker).toHaveLength(1);
    expect(made.data('aws_ecr_authorization_token')).toEqual({});
  });
});

describe('with CodeBuild', () => {
  const builder = AppImageBuilder.codeBuild();
  const codebuild = (props: Partial<AppImageProps> = {}): ReturnType<typeof app> => app({ builder, ...props });
  const environment = (made: Synthesized): Record<string, string> =>
    Object.fromEntries((made.resource('aws_codebuild_project', 'App/Build/Resource').environment.environment_variable as { name: string; value: string }[]).map(({ name, value }) => [name, value]));
  const declaration = (made: Synthesized): string => made.resource('aws_ssm_parameter', 'App/Declaration/Resource').insecure_value as string;

  test('its project builds on the digest of the golden image, and does nothing but that', () => {
    const made = codebuild();
    const project = made.resource('aws_codebuild_project', 'App/Build/Resource');
    expect(project).toMatchObject({ name: 'apps-team-report-app', concurrent_build_limit: 1 });
    expect(project.source.buildspec).toContain('bash "$CODEBUILD_SRC_DIR_scripts/app-build.sh"');
    expect(plain(environment(made).BASE_IMAGE!)).toMatch(/\/golden\/debian@\$\{data\.aws_ssm_parameter\.Base_Channel\.insecure_value\}$/);
    expect(environment(made)).toMatchObject({ IMAGE_NAME: 'team/report', IMAGE_VERSION: '1.0.0', DOCKERFILE: 'Dockerfile', PLATFORM: 'linux/amd64', DECLARATION_HASH: declaration(made) });
  });

  test('its archive holds the context and what of it may be executed', () => {
    const made = codebuild({ contextPath: application({ 'data.bin': new Uint8Array([0, 255]) }) });
    const files = unzipSync(readFileSync(join(made.folder, made.resource('aws_s3_object', 'App/Context/Resource').source as string)));
    expect(Object.keys(files)).toEqual(['context/Dockerfile', 'context/data.bin', 'context/run.sh', 'executables']);
    expect([...files['context/data.bin']!]).toEqual([0, 255]);
    expect(Buffer.from(files.executables!).toString()).toBe('run.sh\n');
  });

  test('its declaration follows the context and the digest of the golden image, is written last, and starts the build', () => {
    const made = codebuild();
    expect(plain(declaration(made))).toMatch(/^\$\{sha256\(join\(" ", \["[a-f0-9]{64}", data\.aws_ssm_parameter\.Base_Channel\.insecure_value\]\)\)\}$/);
    expect(declaration(codebuild({ contextPath: application({ a: '' }) }))).not.toBe(declaration(made));
    const after = made.resource('aws_ssm_parameter', 'App/Declaration/Resource').depends_on as string[];
    const others = Object.entries(made.json.resource).flatMap(([type, blocks]) => Object.keys(blocks).map((id) => `${type}.${id}`)).filter((address) => !/App_Declaration_|App_Context/.test(address));
    expect([...after].sort()).toEqual(others.sort());
    const { event_pattern: pattern } = made.resource('aws_cloudwatch_event_rule', 'App/DeclarationChanged/Rule');
    expect(['Create', 'Update', 'Delete'].map((operation) => matches(JSON.parse(pattern), parameterChange('/apps/team-report/declaration', operation, '2026-12-01T04:05:06Z')))).toEqual([true, true, false]);
    expect(made.resource('aws_ssm_parameter', 'App/Declaration/Resource').name).toBe('/apps/team-report/declaration');
  });

  test('its role may pull that golden image, push to its own repository, and write its own digest', () => {
    const made = codebuild();
    const statements = JSON.parse(applied(made, made.resource('aws_iam_role_policy', 'App/Build/Policy').policy)) as { Statement: { Sid: string; Action: string[]; Resource: string[] }[] };
    const rights = rightsOf(made, 'App/Build');
    const may = (action: string, resource: string): boolean => isAllowed([rights], { action, resource });
    const golden = arn('ecr', 'repository/golden/debian');
    const own = arn('ecr', 'repository/team/report');
    expect([may('ecr:BatchGetImage', golden), may('ecr:PutImage', golden)]).toEqual([true, false]);
    expect([may('ecr:PutImage', own), may('ecr:PutImage', arn('ecr', 'repository/team/other')), may('ecr:DeleteRepository', own)]).toEqual([true, false, false]);
    expect([may('ssm:PutParameter', arn('ssm', 'parameter/apps/team-report/image')), may('ssm:PutParameter', arn('ssm', 'parameter/apps/team-report/declaration'))]).toEqual([true, false]);
    expect(statements.Statement.filter(({ Resource }) => Resource.includes('*')).map(({ Sid }) => Sid)).toEqual(['RegistryLogin']);
  });

  test('EventBridge alone starts it, for rules of the builder', () => {
    const made = codebuild();
    const role = 'AppImages_apps/StartBuild';
    expect(JSON.stringify(trustOf(made, role))).toContain(arn('events', 'rule/apps-*-declaration'));
    const start = { action: 'codebuild:StartBuild' };
    expect([isAllowed([rightsOf(made, role)], { ...start, resource: arn('codebuild', 'project/apps-team-report-app') }), isAllowed([rightsOf(made, role)], { ...start, resource: arn('codebuild', 'project/golden-debian-build') })]).toEqual([true, false]);
  });

  test('what is read is the digest that a build wrote down, and before the first one it is said that there is none', () => {
    const made = codebuild();
    expect(made.resource('aws_ssm_parameter', 'App/Digest')).toMatchObject({ name: '/apps/team-report/image', insecure_value: 'unbuilt', lifecycle: { ignore_changes: ['insecure_value'] } });
    expect(plain(made.uri)).toBe('${aws_ecr_repository.App_Repository.repository_url}@${data.aws_ssm_parameter.App_Built.insecure_value}');
    const read = made.data('aws_ssm_parameter')['App/Built']!;
    expect(plain(read.name)).toBe('${aws_ssm_parameter.App_Digest.name}');
    expect(read.lifecycle.postcondition).toEqual([
      {
        condition: '${startswith(self.insecure_value, "sha256:")}',
        error_message: expect.stringContaining('Image team/report has not been built yet: an apply starts CodeBuild project'),
      },
    ]);
  });

  test('a stack that asks for no digest is applied without one', () => {
    const stack = newStack();
    appIn(stack, { builder });
    expect(synthesize(stack).data('aws_ssm_parameter')['App/Built']).toBeUndefined();
  });

  test('images of a builder share its bucket, key, logs and scripts; another builder of the namespace is refused', () => {
    const stack = newStack();
    const base = GoldenImageReference.fromChannel(stack, 'Base', { name: 'debian' });
    appIn(stack, { builder });
    const another = (id: string, props: Partial<AppImageProps>): AppImage => new AppImage(stack, id, { name: 'team/other', version: '1', base, contextPath: application(), builder, ...props });
    another('Other', {});
    expect(errorOf(() => another('Second', { builder: AppImageBuilder.codeBuild(), name: 'team/third' })).code).toBe('DuplicateNamespace');
    expect(errorOf(() => another('Same', { name: 'team-other' })).code).toBe('DuplicateImage');
    expect(errorOf(() => another('Long', { name: `team/${'a'.repeat(40)}` })).code).toBe('NameTooLong');
    another('Elsewhere', { builder: AppImageBuilder.codeBuild({ namespace: 'shop' }), name: 'team/fourth' });
  });

  test('a factory of golden images of the namespace in the stack is refused, whichever comes first', () => {
    const built = (stack: TerraformStack): AppImage => appIn(stack, { builder: AppImageBuilder.codeBuild({ namespace: 'golden' }) });
    const after = newStack();
    new CodeBuildPipeline(after, 'Factory');
    const error = errorOf(() => built(after));
    expect(error).toMatchObject({ code: 'DuplicateNamespace', where: 'stack/App' });
    expect(error.message).toContain('stack/Factory already has this namespace');
    const before = newStack();
    built(before);
    expect(errorOf(() => new CodeBuildPipeline(before, 'Factory')).code).toBe('DuplicateNamespace');
    expect(() => new CodeBuildPipeline(before, 'Other', { namespace: 'base' })).not.toThrow();
  });

  test('names of roles stay within what IAM takes, at the limit too', () => {
    const name = 'a'.repeat(64 - 'apps'.length - 20);
    const made = codebuild({ name });
    expect((made.resource('aws_iam_role', 'App/Build/Role').name as string).replace(/\$\{.*\}/, 'ap-southeast-1')).toHaveLength(64);
    expect(errorOf(() => codebuild({ name: `${name}a` })).code).toBe('NameTooLong');
  });
});

test.each([['Docker', AppImageBuilder.docker({ registry: ECR })], ['CodeBuild', AppImageBuilder.codeBuild()]])('RequireGoldenImages knows what is built on a golden image with %s, and counts it as a use of that one', (_, builder) => {
  const stack = newStack();
  const { imageUri } = appIn(stack, { builder });
  new EcsTaskDefinition(stack, 'Task', { family: 'report', containerDefinitions: JSON.stringify([{ name: 'report', image: imageUri }]) });
  const { adoption } = RequireGoldenImages.of(stack, { registries: ['111122223333.dkr.ecr.eu-west-1.amazonaws.com'] });
  const [use] = adoption.filter(({ resource }) => resource.includes('Task'));
  expect(use).toMatchObject({ image: 'golden/debian', verdict: 'golden' });
  expect(adoption.filter(({ level }) => level !== 'report')).toEqual([]);
});

test.each([['Docker', AppImageBuilder.docker({ registry: ECR }), 'stack/App/Image'], ['CodeBuild', AppImageBuilder.codeBuild(), 'stack/App']])('RequireGoldenImages judges all images that a Dockerfile is built on with %s, each once', (_, builder, place) => {
  const stack = newStack();
  appIn(stack, { builder, contextPath: application({ Dockerfile: 'ARG BASE_IMAGE\nFROM golang:1 AS build\nFROM ${BASE_IMAGE}\nCOPY --from=busybox / /\n' }) });
  const requirements = { registries: ['111122223333.dkr.ecr.eu-west-1.amazonaws.com'] };
  const { adoption } = RequireGoldenImages.of(stack, requirements);
  expect(adoption.filter(({ use }) => use.startsWith('Dockerfile')).map(({ resource, use, image, verdict, level }) => [resource, use, image, verdict, level])).toEqual([
    [place, 'Dockerfile:2', 'docker.io/library/golang', 'not-golden', 'error'],
    [place, 'Dockerfile:3', 'golden/debian', 'golden', 'report'],
    [place, 'Dockerfile:4', 'docker.io/library/busybox', 'not-golden', 'error'],
  ]);
  expect(() => synthesize(stack)).toThrow(`[${place}] [not-golden] Dockerfile:2: golang:1 is not a golden image`);
});

test('a Dockerfile that is not built on the golden image is refused, with the line', () => {
  const { code, message } = errorOf(() => app({ contextPath: application({ Dockerfile: 'FROM debian:12\n' }) }));
  expect(code).toBe('DockerfileWithoutBase');
  expect(message).toContain('stack/App: Dockerfile line 1: the image is not built on the golden image');
});

test('images of other stages are told in code and at synthesis', () => {
  const stack = newStack();
  const dockerfile = 'ARG BASE_IMAGE\nFROM golang:1.26 AS build\nFROM ${BASE_IMAGE}\nCOPY --from=build /a /\n';
  const made = appIn(stack, { contextPath: application({ 'app.Dockerfile': dockerfile }), dockerfile: 'app.Dockerfile' });
  expect(made.otherImages).toEqual(['golang:1.26']);
  expect(made.node.metadata).toContainEqual(expect.objectContaining({ type: '@cdktf/info', data: 'app.Dockerfile also uses golang:1.26: what is copied from there is no part of the golden image' }));
  expect(appIn(newStack(), {}).node.metadata).toEqual([]);
});
