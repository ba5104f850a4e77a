import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { ImagePlatform } from '../../lib/core/platform';
import { attempt, run } from './engines/process';
import { startWorld, type World } from './engines/world';
import { mirroredTools } from './factory';

const CANDIDATES = 'golden/debian-candidate';
const RELEASES = 'golden/debian';

let world: World;
const aws = (...args: string[]): Promise<string> => run('aws', args, { env: world.env });
const docker = (...args: string[]): Promise<string> => run('docker', args, { env: world.env });
const crane = (...args: string[]): Promise<string> => run(path.join(world.tools.bin, 'crane'), args, { env: world.env });
const arn = (repository: string): string => `arn:aws:ecr:${world.region}:${world.account}:repository/${repository}`;

beforeAll(async () => {
  world = await startWorld();
  for (const repository of [CANDIDATES, RELEASES]) {
    await aws('ecr', 'create-repository', '--repository-name', repository, '--image-tag-mutability', 'IMMUTABLE');
  }
});

afterAll(() => world?.stop());
afterEach(() => world.authorize(undefined));

test('the engine pulls the official image by its digest', async () => {
  const { name, tag, digest } = world.upstream;
  await docker('pull', `${name}:${tag}@${digest}`);
  expect(await docker('run', '--rm', `${name}@${digest}`, 'cat', '/etc/os-release')).toContain('VERSION_ID="12"');
});

describe('a candidate', () => {
  const image = (): string => `${world.registryHost}/${CANDIDATES}:1`;
  let digest: string;

  beforeAll(async () => {
    const context = mkdtempSync(path.join(tmpdir(), 'context-'));
    const { name, tag, digest: base } = world.upstream;
    writeFileSync(path.join(context, 'Dockerfile'), [
      `FROM ${name}:${tag}@${base}`,
      'RUN --mount=type=tmpfs,target=/tmp apt-get update && apt-get install -y --no-install-recommends tzdata && rm -rf /var/lib/apt/lists/*',
      '',
    ].join('\n'));
    await docker('build', '--tag', image(), context);
    const password = await aws('ecr', 'get-login-password');
    await run('docker', ['login', '--username', 'AWS', '--password-stdin', world.registryHost], { env: world.env, input: password });
    await docker('push', image());
    digest = (await crane('digest', image())).trim();
  });

  test('that was pushed is known to the control plane under its digest', async () => {
    const details = await aws('ecr', 'describe-images', '--repository-name', CANDIDATES, '--image-ids', 'imageTag=1', '--query', 'imageDetails[0].imageDigest', '--output', 'text');
    expect(details.trim()).toBe(digest);
    expect(world.pushes()).toContainEqual(expect.objectContaining({ repository: CANDIDATES, tag: '1', digest }));
  });

  test('passes a structure test on the engine', async () => {
    const config = path.join(mkdtempSync(path.join(tmpdir(), 'structure-')), 'test.yaml');
    writeFileSync(config, 'schemaVersion: 2.0.0\ncommandTests:\n  - { name: zone, command: cat, args: [/usr/share/zoneinfo/UTC], expectedOutput: [TZif] }\nfileExistenceTests:\n  - { name: apt, path: /usr/bin/apt-get, shouldExist: true }\n');
    const report = await run(path.join(world.tools.bin, 'container-structure-test'), ['test', '--image', image(), '--config', config], { env: world.env });
    expect(report).toMatch(/Passes:\s+2/);
  });

  test('is copied by digest by who may read one repository and write the other', async () => {
    const asked = new Set<string>();
    world.authorize((action, resource) => {
      asked.add(`${action} ${resource}`);
      return true;
    });
    await crane('copy', `${world.registryHost}/${CANDIDATES}@${digest}`, `${world.registryHost}/${RELEASES}:1`);
    expect((await crane('digest', `${world.registryHost}/${RELEASES}:1`)).trim()).toBe(digest);
    expect([...asked].sort()).toEqual([
      ...['BatchCheckLayerAvailability', 'BatchGetImage', 'CompleteLayerUpload', 'InitiateLayerUpload', 'PutImage', 'UploadLayerPart']
        .map((action) => `ecr:${action} ${arn(RELEASES)}`),
      ...['BatchGetImage', 'GetDownloadUrlForLayer'].map((action) => `ecr:${action} ${arn(CANDIDATES)}`),
    ].sort());
  });

  test('cannot take the tag of another', async () => {
    const { stderr, status } = await attempt(path.join(world.tools.bin, 'crane'), ['mutate', image(), '--label', 'other=1', '--tag', image()], { env: world.env });
    expect(status).not.toBe(0);
    expect(stderr).toContain(`The image tag '1' already exists in the '${CANDIDATES}' repository`);
    expect((await crane('digest', image())).trim()).toBe(digest);
  });

  test('is refused, with the name of the action, to who may not push it', async () => {
    world.authorize((action) => action !== 'ecr:PutImage');
    const { stderr, status } = await attempt(path.join(world.tools.bin, 'crane'), ['tag', image(), '2'], { env: world.env });
    expect(status).not.toBe(0);
    expect(stderr).toContain(`is not authorized to perform: ecr:PutImage on resource: ${arn(CANDIDATES)}`);
  });

  test('is scanned as the test says', async () => {
    const scan = ['ecr', 'describe-image-scan-findings', '--repository-name', CANDIDATES, '--image-id', `imageDigest=${digest}`];
    const findings = async (): Promise<{ imageScanStatus: { status: string }; imageScanFindings: object | null }> => JSON.parse(await aws(...scan)) as never;

    expect((await findings()).imageScanStatus.status).toBe('COMPLETE');
    await world.setScan(CANDIDATES, '*', { status: 'IN_PROGRESS' });
    expect(await findings()).toMatchObject({ imageScanStatus: { status: 'IN_PROGRESS' }, imageScanFindings: null });
    await world.setScan(CANDIDATES, digest, { status: 'COMPLETE', severityCounts: { CRITICAL: 2 } });
    expect((await findings()).imageScanFindings).toMatchObject({ findingSeverityCounts: { CRITICAL: 2 } });
    await world.setScan(CANDIDATES, digest, 'not-found');
    expect((await attempt('aws', scan, { env: world.env })).stderr).toContain('ScanNotFoundException');
  });
});

test('a repository that nobody created takes no image', async () => {
  const { stderr } = await attempt(path.join(world.tools.bin, 'crane'), ['copy', `${world.upstream.name}@${world.upstream.digest}`, `${world.registryHost}/unknown:1`], { env: world.env });
  expect(stderr).toContain('NAME_UNKNOWN');
});

test('the registry wants a login', async () => {
  expect((await fetch(`https://${world.registryHost}/v2/`)).headers.get('www-authenticate')).toMatch(/^Basic /);
});

test('the mirror serves the tools, for both platforms, under the checksums it promises', async () => {
  const tools = mirroredTools(world);
  const { LINUX_AMD64, LINUX_ARM64 } = ImagePlatform;
  const served = [LINUX_AMD64, LINUX_ARM64].flatMap((platform) => [tools.containerStructureTest(platform), tools.crane(platform)]).concat(tools.cosign, tools.syft);
  for (const { url, sha256 } of served) {
    expect(await run('bash', ['-c', 'set -o pipefail; curl -fsSL "$0" | sha256sum', url], { env: world.env })).toContain(sha256);
  }
});

test('a role does what its policy allows, once IAM is enforced', async () => {
  const trust = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'codebuild.amazonaws.com' }, Action: 'sts:AssumeRole' }] });
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'ssm:PutParameter', Resource: `arn:aws:ssm:${world.region}:${world.account}:parameter/channel` }] });
  await aws('iam', 'create-role', '--role-name', 'writer', '--assume-role-policy-document', trust);
  await aws('iam', 'put-role-policy', '--role-name', 'writer', '--policy-name', 'write', '--policy-document', policy);
  const session = JSON.parse(await aws('sts', 'assume-role', '--role-arn', `arn:aws:iam::${world.account}:role/writer`, '--role-session-name', 'e2e')) as {
    Credentials: { AccessKeyId: string; SecretAccessKey: string; SessionToken: string };
  };
  const env = {
    ...world.env,
    AWS_ACCESS_KEY_ID: session.Credentials.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: session.Credentials.SecretAccessKey,
    AWS_SESSION_TOKEN: session.Credentials.SessionToken,
  };
  await world.enforceIam(true);
  try {
    const put = (name: string): string[] => ['ssm', 'put-parameter', '--name', name, '--type', 'String', '--value', 'x'];
    await run('aws', put('/channel'), { env });
    expect((await attempt('aws', put('/other'), { env })).stderr).toContain('not authorized to perform: ssm:PutParameter');
    expect((await attempt('aws', ['ssm', 'get-parameter', '--name', '/channel'], { env })).stderr).toContain('not authorized to perform: ssm:GetParameter');
  } finally {
    await world.enforceIam(false);
  }
});
