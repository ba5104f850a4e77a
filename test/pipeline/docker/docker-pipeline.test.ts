import { join } from 'node:path';

import { TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';

import { BaseImage } from '../../../lib/base-image/base-image';
import { ScanGate } from '../../../lib/build/scan-gate';
import { ImageVariant } from '../../../lib/core/image-variant';
import { Libc } from '../../../lib/core/libc';
import { PackageManager } from '../../../lib/core/package-manager';
import { ImagePlatform } from '../../../lib/core/platform';
import { RateUnit, Schedule } from '../../../lib/core/schedule';
import { Severity } from '../../../lib/core/severity';
import { GoldenImage } from '../../../lib/golden-image';
import { BuildStage } from '../../../lib/image/build-stage';
import { SetuidBits } from '../../../lib/image/setuid-bits';
import type * as Library from '../../../lib/index';
import { CodeBuildPipeline } from '../../../lib/pipeline/codebuild/codebuild-pipeline';
import { DockerBuildSecret } from '../../../lib/pipeline/docker/build-secret';
import { DockerBuildPipeline, DockerBuildPipelineProps } from '../../../lib/pipeline/docker/docker-pipeline';
import { DockerRegistry } from '../../../lib/pipeline/docker/docker-registry';
import { dockerBindings } from '../../../lib/pipeline/docker/provider';
import { UNUSED, UNUSED_OUTSIDE_ECR } from '../../../lib/pipeline/docker/refusals';
import { RepositoryPrincipal } from '../../../lib/registry/access/repository-principal';
import { LifecyclePolicy } from '../../../lib/registry/lifecycle/lifecycle-policy';
import { publicInputs } from '../../bad-input/public-api';
import { errorOf } from '../../support/errors';
import { parentWith } from '../../support/parent';
import { Block, debianIn, DebianProps, DIGEST, newStack, Synthesized, synthesize } from '../../support/stack';

const REASON = 'nothing runs these images';

function pipelineIn(stack: TerraformStack, props: Partial<DockerBuildPipelineProps> = {}): DockerBuildPipeline {
  return new DockerBuildPipeline(stack, 'Docker', { registry: DockerRegistry.localhost(), unscannedReason: REASON, ...props });
}

function dockerDebian(props: DebianProps = {}, pipeline: Partial<DockerBuildPipelineProps> = {}): Synthesized {
  const stack = newStack();
  debianIn(stack, { ...props, pipeline: pipelineIn(stack, pipeline) });
  return synthesize(stack);
}

const candidate = (made: Synthesized, variant = 'Runtime'): Block => made.resource('docker_image', `Debian/Build/${variant}/Candidate`);
const tests = (made: Synthesized, variant = 'Runtime'): Block => made.resource('terraform_data', `Debian/Build/${variant}/Tests`);
const tag = (made: Synthesized, variant = 'Runtime'): Block => made.resource('docker_tag', `Debian/Build/${variant}/Tag`);
const release = (made: Synthesized, variant = 'Runtime'): Block => made.resource('docker_registry_image', `Debian/Build/${variant}/Release`);

test('an image outside ECR is built, tested, tagged, pushed and written down, and has nothing of AWS', () => {
  const { json } = dockerDebian();
  expect(Object.keys(json.resource).sort()).toEqual(['docker_image', 'docker_registry_image', 'docker_tag', 'terraform_data']);
  expect(json.data).toBeUndefined();
});

test('a failing test stands between the build and the push: the tag depends on the tests, and the push on the tag', () => {
  const made = dockerDebian();
  expect(tests(made).triggers_replace.image).toMatch(/^\$\{docker_image\.Debian_Build_Runtime_Candidate_\w+\.image_id\}$/);
  expect(tag(made)).toMatchObject({ source_image: candidate(made).name, target_image: 'localhost:5000/golden/debian:12.1.0' });
  expect(tag(made).depends_on).toEqual([expect.stringMatching(/^terraform_data\.Debian_Build_Runtime_Tests_\w+$/)]);
  expect(release(made).name).toMatch(/^\$\{docker_tag\.Debian_Build_Runtime_Tag_\w+\.target_image\}$/);
});

test('every variant is tested before the first is pushed', () => {
  const made = dockerDebian({ variants: [{ variant: ImageVariant.DEV }, { variant: ImageVariant.DEBUG }] });
  const all = ['Runtime', 'Dev', 'Debug'];
  for (const variant of all) {
    expect(tag(made, variant).depends_on.map((address: string) => address.replace(/_\w{8}$/, ''))).toEqual(all.map((one) => `terraform_data.Debian_Build_${one}_Tests`));
    const name = variant.toLowerCase();
    expect(candidate(made, variant).build).toMatchObject({ target: name });
    expect(tests(made, variant).provisioner[0]['local-exec'].environment.TESTS).toMatch(new RegExp(`/tests/${name}$`));
  }
  expect(all.map((variant) => tag(made, variant).target_image.split(':').at(-1))).toEqual(['12.1.0', '12.1.0-dev', '12.1.0-debug']);
});

test('the tests are those that CodeBuild runs, by the same scripts, next to the Dockerfile', () => {
  const made = dockerDebian();
  const { command, environment } = tests(made).provisioner[0]['local-exec'];
  expect(command).toBe('exec bash "$SCRIPTS/docker-test.sh" "$IMAGE" "$TESTS"');
  expect(environment.IMAGE).toBe(candidate(made).name);
  const context = candidate(made).build.context as string;
  const image = debianIn(newStack());
  for (const [path, content] of Object.entries(image.plan.contextFiles)) expect(made.read(join(context, path))).toBe(content);
  expect(environment.TESTS).toBe(`${context}/tests/runtime`);
  for (const script of ['docker-test.sh', 'test.sh', 'common.sh', 'container-tests.sh', 'image-files.sh', 'test-files.sh']) {
    expect(made.read(join(environment.SCRIPTS, script))).not.toBe('');
  }
});

test('another declaration is another candidate, a rebuild and a push; both the image and its push have the trigger', () => {
  const [one, two] = [dockerDebian(), dockerDebian({ environment: { STAGE: 'two' } })];
  for (const made of [one, two]) {
    const { declaration } = candidate(made).triggers;
    expect(release(made).triggers).toEqual({ declaration });
    expect(candidate(made).name).toBe(`localhost:5000/golden/debian:12.1.0_${declaration.slice(0, 12)}`);
    expect(candidate(made).build.label).toEqual({ 'io.github.cdktf-golden-image.declaration': declaration, 'io.github.cdktf-golden-image.lineage': '[]' });
  }
  expect(candidate(one).triggers).not.toEqual(candidate(two).triggers);
});

test('a version is written down after the push, once, and another declaration of it is refused', () => {
  const made = dockerDebian();
  const record = made.resource('terraform_data', 'Debian/Build/Released');
  const { declaration } = candidate(made).triggers;
  expect(record).toMatchObject({
    input: { version: '12.1.0', declaration },
    triggers_replace: { version: '12.1.0' },
    lifecycle: {
      create_before_destroy: true,
      ignore_changes: ['input'],
      postcondition: [{ condition: `\${self.output.declaration == "${declaration}"}`, error_message: expect.stringContaining('raise the version') }],
    },
  });
  expect(record.depends_on).toEqual([expect.stringMatching(/^docker_registry_image\.Debian_Build_Runtime_Release_/)]);
});

test('what was released stays until the new one is there, and when all is destroyed', () => {
  const made = dockerDebian();
  expect(release(made)).toMatchObject({ keep_remotely: true, lifecycle: { create_before_destroy: true } });
  for (const block of [tests(made), tag(made)]) expect(block.lifecycle).toEqual({ create_before_destroy: true });
});

test('the folder that Terraform runs in is no reason to build again: the triggers alone are', () => {
  expect(candidate(dockerDebian()).lifecycle).toEqual({ create_before_destroy: true, ignore_changes: ['build'] });
  // What the build is told, and is not in the context, is in the triggers too.
  const [amd64, arm64] = [ImagePlatform.LINUX_AMD64, ImagePlatform.LINUX_ARM64].map((platform) => candidate(dockerDebian({ platforms: [platform] })).triggers);
  expect(amd64).not.toEqual(arm64);
});

test('a tag that was moved behind our back is no release', () => {
  const [{ condition, error_message: message }] = release(dockerDebian()).lifecycle.postcondition;
  expect(condition).toBe('${self.sha256_digest == self.id}');
  expect(message).toContain('raise the version of debian');
});

test('the released digest is that of the push', () => {
  const stack = newStack();
  const image = debianIn(stack, { pipeline: pipelineIn(stack), variants: [{ variant: ImageVariant.DEBUG }] });
  new TerraformOutput(stack, 'Runtime', { value: image.releasedDigest, staticId: true });
  new TerraformOutput(stack, 'Debug', { value: image.variantOf(ImageVariant.DEBUG).releasedDigest, staticId: true });
  expect((synthesize(stack).json as unknown as { output: Block }).output).toEqual({
    Runtime: { value: expect.stringMatching(/^\$\{docker_registry_image\.Debian_Build_Runtime_Release_\w+\.id\}$/) },
    Debug: { value: expect.stringMatching(/^\$\{docker_registry_image\.Debian_Build_Debug_Release_\w+\.id\}$/) },
  });
  expect(image.repositoryUri).toBe('localhost:5000/golden/debian');
});

test('the declared weakenings, and why nothing scans before the push, stand in the plan', () => {
  const made = dockerDebian({ setuidBits: SetuidBits.keep('sudo is needed') });
  const { weakenings } = tests(made).input;
  expect(weakenings).toEqual([expect.stringContaining('sudo is needed'), `released without a scan: ${REASON}`]);
});

test('each version makes the layer of security updates anew', () => {
  expect(candidate(dockerDebian({ version: '12.1.1' })).build.build_args).toEqual({ REFRESH_EPOCH: '12.1.1' });
});

test('it asks for BuildKit, for the platform, and for the Dockerfile by an absolute path: provider 3 and 4 begin a relative one in different folders', () => {
  const { build } = candidate(dockerDebian({ platforms: [ImagePlatform.LINUX_ARM64] }));
  expect(build).toMatchObject({ builder: 'default', platform: 'linux/arm64' });
  expect(build.dockerfile).toBe(`\${abspath("${build.context}/Dockerfile")}`);
});

test('cached images are used as told, and then the image has a cache inline itself', () => {
  const { build } = candidate(dockerDebian({}, { cacheFrom: ['cache.example.com/golden/debian:cache'] }));
  expect(build).toMatchObject({ cache_from: ['cache.example.com/golden/debian:cache'], build_args: { BUILDKIT_INLINE_CACHE: '1' } });
});

test('another engine is used by the provider and by the tests', () => {
  const dockerHost = 'unix:///run/user/1000/docker.sock';
  const stack = newStack();
  debianIn(stack, { pipeline: pipelineIn(stack, { dockerHost }) });
  const made = synthesize(stack);
  expect(providerOf(made)).toMatchObject({ host: dockerHost });
  expect(tests(made).provisioner[0]['local-exec'].environment.DOCKER_HOST).toBe(dockerHost);
});

function providerOf(made: Synthesized): Block {
  return (made.json as unknown as { provider: { docker: Block[] } }).provider.docker[0]!;
}

describe('build secrets', () => {
  const stage = BuildStage.of('build', { base: BaseImage.debian('12-slim', { digest: DIGEST }), secrets: ['npm-token'], commands: [['sh', 'install.sh']] });
  const stages = [stage];
  const buildSecrets = { 'npm-token': DockerBuildSecret.fromEnvironment('NPM_TOKEN'), 'other': DockerBuildSecret.fromFile('/run/secrets/other') };

  test('a build is told where the secrets lie that its stages name, and of no other', () => {
    const { build } = candidate(dockerDebian({ stages }, { buildSecrets }));
    expect(build.secrets).toEqual([{ id: 'npm-token', env: 'NPM_TOKEN' }]);
    const file = { 'npm-token': DockerBuildSecret.fromFile('/run/secrets/npm') };
    expect(candidate(dockerDebian({ stages }, { buildSecrets: file })).build.secrets).toEqual([{ id: 'npm-token', src: '/run/secrets/npm' }]);
    expect(candidate(dockerDebian({}, { buildSecrets })).build.secrets).toBeUndefined();
  });

  test('the commands of the stage find them as files, and have to', () => {
    const made = dockerDebian({ stages }, { buildSecrets });
    expect(made.read(join(candidate(made).build.context, 'Dockerfile'))).toContain('RUN --mount=type=secret,id=npm-token,required=true ["sh", "install.sh"]');
  });

  test('a secret that the pipeline does not have is refused', () => {
    const error = errorOf(() => dockerDebian({ stages }, { buildSecrets: { other: buildSecrets.other } }));
    expect(error).toMatchObject({ code: 'UnknownBuildSecret', where: 'stack/Debian' });
    expect(error.message).toContain('one of other');
  });

  test('CodeBuild, which has none to hand over, refuses them', () => {
    expect(errorOf(() => debianIn(newStack(), { stages }))).toMatchObject({ code: 'BuildSecretsUnavailable', where: 'stack/Debian' });
  });
});

describe('logins', () => {
  const authOf = (registry: DockerRegistry): Block => providerOf(dockerDebian({}, { registry })).registry_auth[0];

  test('a registry on localhost needs none, and is spoken to without TLS', () => {
    expect(authOf(DockerRegistry.localhost(5001))).toEqual({ address: 'http://localhost:5001', auth_disabled: true });
  });

  test("docker login's is left where it is", () => {
    expect(authOf(DockerRegistry.withDockerLogin('registry.example.com'))).toEqual({ address: 'https://registry.example.com' });
  });

  test('a password is a reference to a variable', () => {
    const stack = newStack();
    const password = new TerraformVariable(stack, 'Password', { sensitive: true }).stringValue;
    const registry = DockerRegistry.withPassword('registry.example.com', { username: 'robot', password });
    debianIn(stack, { pipeline: pipelineIn(stack, { registry }) });
    expect(providerOf(synthesize(stack)).registry_auth).toEqual([{ address: 'https://registry.example.com', username: 'robot', password: '${var.Password}' }]);
  });
});

describe('in ECR', () => {
  const encryptionKey = { keyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1' };
  const registry = DockerRegistry.ecr({ encryptionKey });

  test('the token is handed to the provider, and to no resource, whose state would hold it', () => {
    const made = dockerDebian({}, { registry });
    const [login] = providerOf(made).registry_auth;
    expect(login).toEqual({
      address: expect.stringMatching(/^\$\{data\.aws_ecr_authorization_token\.Docker_Token_\w+\.proxy_endpoint\}$/),
      username: expect.stringMatching(/\.user_name\}$/),
      password: expect.stringMatching(/\.password\}$/),
    });
    expect(JSON.stringify(made.json.resource)).not.toContain('aws_ecr_authorization_token');
  });

  test('the image has an immutable repository, who may pull it, and a channel that moves after the push', () => {
    const made = dockerDebian({ pullableBy: [RepositoryPrincipal.account('111122223333')], channel: 'next' }, { registry });
    expect(made.resource('aws_ecr_repository', 'Debian/Repository/Resource')).toMatchObject({ name: 'golden/debian', image_tag_mutability: 'IMMUTABLE', lifecycle: { prevent_destroy: true } });
    expect(made.resource('aws_ecr_repository_policy', 'Debian/Repository/AccessPolicy').policy).toContain('111122223333');
    const channel = made.resource('aws_ssm_parameter', 'Debian/Channel/Resource');
    expect(channel).toMatchObject({ name: '/golden/debian/channels/next', insecure_value: expect.stringMatching(/^\$\{docker_registry_image\.Debian_Build_Runtime_Release_\w+\.id\}$/) });
    expect(channel.lifecycle).toEqual({ prevent_destroy: true });
    expect(Object.keys(made.resources('aws_ecr_repository'))).toEqual(['Debian/Repository/Resource']);
  });

  test('the image tells its repository and its channel, and that it has no candidates in ECR', () => {
    const stack = newStack();
    const image = debianIn(stack, { pipeline: pipelineIn(stack, { registry }) });
    expect(image.channelParameterName).toBe('/golden/debian/channels/stable');
    expect(image.repositoryUri).toBe(image.repository.repositoryUri);
    expect(errorOf(() => image.candidates).code).toBe('NotMadeByPipeline');
  });
});

describe('what is built on', () => {
  test('a child is built on the digest that its parent was pushed as, and its tag tells which that is', () => {
    const stack = newStack();
    const parent = debianIn(stack, { pipeline: pipelineIn(stack) }, 'Parent');
    debianIn(stack, { name: 'child', base: BaseImage.fromGoldenImage(parent), pipeline: stack.node.findChild('Docker') as DockerBuildPipeline });
    const made = synthesize(stack);
    const digest = expect.stringMatching(/^\$\{docker_registry_image\.Parent_Build_Runtime_Release_\w+\.id\}$/);
    expect(candidate(made).build.build_args).toEqual({
      BASE_IMAGE: expect.stringMatching(/^localhost:5000\/golden\/debian@\$\{docker_registry_image\.Parent_/),
      BASE_NAME: 'localhost:5000/golden/debian',
      BASE_DIGEST: digest,
      REFRESH_EPOCH: '12.1.0',
    });
    // What its parent is built on is not known when Terraform plans: not the parent's own label, and not nothing.
    expect(candidate(made).build.label['io.github.cdktf-golden-image.lineage']).toBe('null');
    expect(candidate(made).triggers.bases).toEqual(digest);
    expect(release(made).triggers.bases).toEqual(digest);
    expect(tag(made).target_image).toMatch(/^localhost:5000\/golden\/child:12\.1\.0-\$\{substr\(sha256\(join\(.*, 0, 12\)\}$/);
    expect(made.resource('terraform_data', 'Debian/Build/Released').input.declaration).not.toContain('${');
  });

  test('a tag that is tracked is looked up when Terraform plans', () => {
    const made = dockerDebian({ base: BaseImage.debian('12-slim', { trackingReason: 'always the newest' }) });
    expect(made.data('docker_registry_image')['Debian/Build/BASE']).toMatchObject({ name: 'docker.io/library/debian:12-slim', provider: 'docker.golden_images' });
    expect(candidate(made).build.build_args.BASE_IMAGE).toMatch(/^docker\.io\/library\/debian:12-slim@\$\{data\.docker_registry_image\./);
  });

  test('a digest that stands in the declaration is a part of its hash, also where the Dockerfile does not name it', () => {
    const of = (digest: string): Block => {
      const stack = newStack();
      const repository = new TerraformVariable(stack, 'Mirror', {}).stringValue;
      debianIn(stack, { pipeline: pipelineIn(stack), base: BaseImage.fromPrivateRegistry(repository, '12', { digest, libc: Libc.GLIBC, packageManager: PackageManager.APT }) });
      return candidate(synthesize(stack)).triggers;
    };
    expect(of(DIGEST)).not.toEqual(of(`sha256:${'b'.repeat(64)}`));
    expect(of(DIGEST).bases).toBeUndefined();
  });

  test('a parent whose digest Terraform does not know is refused', () => {
    const stack = newStack();
    const base = BaseImage.fromGoldenImage(parentWith({}));
    expect(errorOf(() => debianIn(stack, { name: 'child', base, pipeline: pipelineIn(stack) }))).toMatchObject({ code: 'ParentWithoutDigest', where: 'stack/Debian/Build' });
  });

  test('a child of an image of CodeBuild is built on what its channel holds', () => {
    const stack = newStack();
    const parent = debianIn(stack, { pipeline: new CodeBuildPipeline(stack, 'Factory') }, 'Parent');
    debianIn(stack, { name: 'child', base: BaseImage.fromGoldenImage(parent), pipeline: pipelineIn(stack) });
    expect(candidate(synthesize(stack)).build.build_args.BASE_DIGEST).toMatch(/^\$\{aws_ssm_parameter\.Parent_Channel_\w+\.insecure_value\}$/);
  });
});

describe('what means nothing is refused', () => {
  const GIVEN: DebianProps = {
    scanGate: ScanGate.blockAtOrAbove(Severity.LOW),
    rebuildSchedule: Schedule.rate(1, RateUnit.DAYS),
    channelTags: false,
    refreshAfterDays: 3,
    supportNoticeDays: 3,
    releaseNoticeDays: 3,
    channel: 'stable',
    channelsSharedWith: [],
    pullableBy: [],
    releaseLifecycle: LifecyclePolicy.releases(),
  };

  test.each(Object.keys({ ...UNUSED, ...UNUSED_OUTSIDE_ECR }))('%s', (property) => {
    const error = errorOf(() => dockerDebian({ [property]: GIVEN[property as keyof DebianProps] }));
    expect(error).toMatchObject({ code: 'UnusedProperty', where: 'stack/Debian' });
    expect(error.message).toContain(`leave ${property} out`);
  });

  test('a channel of a variant', () => {
    const error = errorOf(() => dockerDebian({ variants: [{ variant: ImageVariant.DEBUG, channel: 'tools-debug' }] }));
    expect(error).toMatchObject({ code: 'UnusedProperty' });
    expect(error.message).toContain('the channel of the debug variant');
  });

  test('of every property of an image it is decided whether it means something', () => {
    const properties = publicInputs(join(__dirname, '../../../lib/index.ts')).flatMap((name) => (name.startsWith('GoldenImageProps.') ? [name.slice('GoldenImageProps.'.length)] : []));
    expect(properties.sort()).toEqual([...Object.keys(UNUSED), ...Object.keys(UNUSED_OUTSIDE_ECR), 'exemptions', 'pipeline'].sort());
  });

  test('several platforms', () => {
    expect(errorOf(() => dockerDebian({ platforms: [ImagePlatform.LINUX_AMD64, ImagePlatform.LINUX_ARM64] }))).toMatchObject({ code: 'UnsupportedPlatform', where: 'stack/Debian' });
  });

  test('two images of one name', () => {
    const stack = newStack();
    const pipeline = pipelineIn(stack);
    debianIn(stack, { pipeline }, 'First');
    const error = errorOf(() => debianIn(stack, { pipeline }, 'Second'));
    expect(error).toMatchObject({ code: 'DuplicateImage', where: 'stack/Second' });
    expect(error.message).toContain('stack/First');
  });

  test('two pipelines of one namespace in a stack', () => {
    const stack = newStack();
    pipelineIn(stack);
    const second = (namespace?: string): GoldenImage => debianIn(stack, { pipeline: new DockerBuildPipeline(stack, `Second${namespace}`, { registry: DockerRegistry.localhost(), unscannedReason: REASON, namespace }) });
    expect(errorOf(() => second()).code).toBe('DuplicateNamespace');
    expect(() => second('other')).not.toThrow();
  });
});

describe('the bindings of the provider', () => {
  test('are asked for by name where they are not installed', () => {
    const error = errorOf(() => dockerBindings('Here', () => {
      throw Object.assign(new Error(), { code: 'MODULE_NOT_FOUND' });
    }));
    expect(error).toMatchObject({ code: 'ProviderMissing', where: 'Here' });
    expect(error.message).toMatch(/npm install @cdkt[fn]\/provider-docker@\d+$/);
  });

  test('are loaded when a pipeline is made, and not with the library: whoever builds otherwise need not have them', () => {
    jest.isolateModules(() => {
      jest.doMock('@cdktf/provider-docker/lib/provider', () => {
        throw Object.assign(new Error('not installed'), { code: 'MODULE_NOT_FOUND' });
      });
      const library = jest.requireActual<typeof Library>('../../../lib/index');
      const registry = library.DockerRegistry.localhost();
      expect(() => new library.DockerBuildPipeline(newStack(), 'Docker', { registry, unscannedReason: REASON })).toThrow(/\[ProviderMissing\] stack\/Docker: /);
    });
    jest.dontMock('@cdktf/provider-docker/lib/provider');
  });

  test('fail as they do where something else is wrong with them', () => {
    expect(() => dockerBindings('Here', () => {
      throw new Error('broken');
    })).toThrow('broken');
  });
});

