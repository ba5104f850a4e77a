import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { App } from 'cdktf';
import { unzipSync } from 'fflate';

import { platform } from '../../examples/platform/platform';
import { TeamStack } from '../../examples/team/team-stack';
import { Synthesized, synthesize } from '../support/stack';

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();
}

let outdir: string;
let stack: ReturnType<typeof platform>;
let synthesized: Synthesized;

beforeAll(() => {
  outdir = mkdtempSync(join(tmpdir(), 'platform-'));
  const app = new App({ outdir });
  stack = platform(app);
  app.synth();
  const folder = join(outdir, 'stacks', 'platform');
  synthesized = new Synthesized(folder, JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')));
});

afterAll(() => rmSync(outdir, { recursive: true }));

test('two syntheses, in two processes and two time zones, are the same, byte for byte', () => {
  const copies = ['Asia/Tokyo', 'America/New_York'].map((TZ) => {
    const copy = mkdtempSync(join(tmpdir(), 'platform-'));
    execFileSync(process.execPath, ['--import', 'tsx', 'examples/platform/main.ts'], {
      env: { ...process.env, CDKTF_OUTDIR: copy, TSX_TSCONFIG_PATH: 'examples/tsconfig.json', TZ },
    });
    return copy;
  });
  const [first, second] = copies as [string, string];
  expect(filesBelow(first)).toEqual(filesBelow(second));
  expect(filesBelow(first).length).toBeGreaterThan(10);
  for (const file of filesBelow(first)) {
    expect({ file, same: readFileSync(join(first, file)).equals(readFileSync(join(second, file))) }).toEqual({ file, same: true });
  }
  copies.forEach((copy) => rmSync(copy, { recursive: true }));
});

test('each archive that is uploaded exists and holds the files that people read', () => {
  const objects = Object.entries(synthesized.resources('aws_s3_object'));
  expect(objects.map(([path]) => path).sort()).toEqual(['Debian/Build/Context/Resource', 'Factory/Scripts/Resource', 'Node/Build/Context/Resource']);
  for (const [, { source, source_hash: hash, key }] of objects) {
    expect(key).toContain(hash);
    const archive = unzipSync(readFileSync(join(synthesized.folder, source)));
    expect(Object.keys(archive).length).toBeGreaterThan(1);
    for (const [name, content] of Object.entries(archive)) {
      expect(Buffer.from(content).toString()).toBe(synthesized.read(join(source, '..', name)));
    }
  }
});

test('each image says where its Dockerfile, tests and buildspecs lie', () => {
  for (const image of stack.images) {
    expect(filesBelow(join(synthesized.folder, image.contextPath))).toEqual([
      'Dockerfile',
      'buildspecs/build.yml',
      'buildspecs/release.yml',
      'source.zip',
      'tests/runtime/container-tests.json',
      'tests/runtime/structure-tests.json',
    ]);
    expect(synthesized.read(join(image.contextPath, 'Dockerfile'))).toBe(image.plan.contextFiles.Dockerfile);
  }
});

test('no name of a resource is taken twice', () => {
  for (const [type, blocks] of Object.entries(synthesized.json.resource)) {
    const names = Object.values(blocks).flatMap(({ name }) => (name === undefined || name === 'rights' ? [] : [`${type} ${name}`]));
    expect(new Set(names).size).toBe(names.length);
  }
});

test('what policies ask holds for every image, or it is exempt with a reason', () => {
  expect(stack.images.map(({ findings }) => findings.filter(({ verdict }) => verdict !== 'pass').map(({ rule, verdict }) => `${rule} ${verdict}`))).toEqual([['supported-base exempt'], []]);
  expect(new Set(stack.images[0]!.findings.map(({ policy }) => policy))).toEqual(new Set(['baseline', 'platform']));
});

test('a team runs the image by digest', () => {
  const team = synthesize(new TeamStack(new App(), 'team', 'eu-west-1'));
  const [container] = JSON.parse(team.resource('aws_ecs_task_definition', 'Task').container_definitions);
  expect(container.image).toMatch(/\/golden\/debian@\$\{data\.aws_ssm_parameter\.Base_Channel_\w+\.insecure_value\}$/);
});

test('the demo prints for each image its pin, repositories, channel, resources, files and what policies found', () => {
  const text = execFileSync(process.execPath, ['--import', 'tsx', 'examples/demo.ts'], {
    env: { ...process.env, TSX_TSCONFIG_PATH: 'examples/tsconfig.json' },
    encoding: 'utf8',
  });
  expect(readFileSync(/catalogue +(\S+)/.exec(text)![1]!, 'utf8')).toContain('golden/node-18');
  for (const image of stack.images) {
    const paragraph = text.split('\n\n').find((part) => part.trimStart().startsWith(`${image.imageName} ${image.imageVersion}`))!;
    expect(paragraph).toContain(String(image.base));
    expect(paragraph).toContain(image.repository.repositoryName);
    expect(paragraph).toContain(image.candidates.repositoryName);
    expect(paragraph).toContain(image.channelParameterName);
    expect(paragraph).toContain(`  resources         ${image.imageName === 'debian' ? 22 : 24}\n`);
    const passed = image.findings.filter(({ verdict }) => verdict === 'pass').length;
    expect(paragraph).toContain(`  policies          ${passed} passed, ${image.findings.length - passed} did not`);
    for (const { rule, severity, verdict, message } of image.findings) {
      if (verdict === 'pass') expect(paragraph).not.toContain(message);
      else expect(paragraph).toMatch(new RegExp(`^ {4}${rule} +${severity} +${verdict} +`, 'm'));
    }
    for (const [, file] of paragraph.matchAll(/(?:Dockerfile) +(\S+)/g)) expect(readFileSync(file!, 'utf8')).not.toBe('');
  }
});
