import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parse } from 'yaml';

const ROOT = join(__dirname, '../..');

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
}

interface Job {
  readonly needs?: string;
  readonly uses?: string;
  readonly permissions?: Record<string, string>;
  readonly steps?: readonly Step[];
  readonly container?: { readonly image: string };
  readonly strategy?: { readonly matrix: Record<string, readonly unknown[]> };
}

interface Workflow {
  readonly on: Record<string, unknown>;
  readonly jobs: Record<string, Job>;
}

function workflow(name: string): Workflow {
  return parse(readFileSync(join(ROOT, `.github/workflows/${name}.yml`), 'utf8')) as Workflow;
}

function stepsOf({ steps = [] }: Job): readonly Step[] {
  return steps;
}

const { on, jobs: CI } = workflow('ci');
const { jobs: PUBLISH } = workflow('publish');

describe('publishing to npm', () => {
  const script = stepsOf(PUBLISH.npm!).find(({ run }) => run?.includes('npm publish'))!.run!;
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'publish-'));
    mkdirSync(join(folder, 'out'));
    for (const name of ['cdktf-golden-image', 'cdktn-golden-image']) {
      mkdirSync(join(folder, 'package'), { recursive: true });
      writeFileSync(join(folder, 'package/package.json'), JSON.stringify({ name, version: '0.1.0' }));
      spawnSync('tar', ['--create', '--gzip', '--file', `out/${name}-0.1.0.tgz`, 'package'], { cwd: folder });
    }
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** What is published, and how the step ends, with an npm that knows some versions and refuses to publish some packages. */
  function publish(known: readonly string[], refused: readonly string[] = []): { status: number | null; published: readonly string[] } {
    const npm = `#!/bin/bash
case $1 in
  view) [[ " ${known.join(' ')} " == *" $2 "* ]] && echo "\${2#*@}" ;;
  publish) [[ " ${refused.map((name) => `./out/${name}-0.1.0.tgz`).join(' ')} " == *" $2 "* ]] && exit 1; echo "$2" >> published ;;
esac
`;
    writeFileSync(join(folder, 'npm'), npm);
    chmodSync(join(folder, 'npm'), 0o755);
    // As GitHub runs a step that names no shell.
    const { status } = spawnSync('bash', ['-e', '-c', script], { cwd: folder, env: { ...process.env, PATH: `${folder}:${process.env.PATH}` } });
    const file = join(folder, 'published');
    return { status, published: existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [] };
  }

  test('both packages are published', () => {
    expect(publish([])).toEqual({ status: 0, published: ['./out/cdktf-golden-image-0.1.0.tgz', './out/cdktn-golden-image-0.1.0.tgz'] });
  });

  test('a version that is published already is left alone, and another version is none of it', () => {
    expect(publish(['cdktf-golden-image@0.1.0', 'cdktn-golden-image@0.0.9'])).toEqual({ status: 0, published: ['./out/cdktn-golden-image-0.1.0.tgz'] });
  });

  test('one that cannot be published keeps no other from it, and fails the step', () => {
    expect(publish([], ['cdktf-golden-image'])).toEqual({ status: 1, published: ['./out/cdktn-golden-image-0.1.0.tgz'] });
  });
});

test('what publishes waits for all of CI on the tagged commit, and takes the packages that it made', () => {
  expect(on).toHaveProperty('workflow_call');
  expect(PUBLISH.ci).toMatchObject({ uses: './.github/workflows/ci.yml' });
  const publishing = Object.entries(PUBLISH).filter(([, { permissions }]) => permissions?.['id-token'] === 'write');
  expect(publishing.map(([name, { needs }]) => [name, needs])).toEqual([['npm', 'ci'], ['pypi', 'ci']]);
  expect(stepsOf(CI.packages!).map(({ run }) => run)).toEqual(expect.arrayContaining(['npm run release:packages -- out', 'npm run api:compatible']));
});

test('everything that must hold runs on Debian 12, which its end-to-end tests want', () => {
  expect(CI.ci!.container?.image).toBe('debian:12');
  expect(stepsOf(CI.ci!).at(-1)).toEqual({ run: '.ci/run' });
});

test("the AWS provider that CI mirrors is the end-to-end tests'", () => {
  const [, wanted] = /AWS_PROVIDER = '([\d.]+)'/.exec(readFileSync(join(ROOT, 'test/e2e/sandbox/preflight.mjs'), 'utf8'))!;
  const scripts = stepsOf(CI.ci!).map(({ run = '' }) => run).join('\n');
  expect(/"hashicorp\/aws", "version": "([\d.]+)"/.exec(scripts)?.[1]).toBe(wanted);
});

test('the tests run on every major version of Node.js that is supported', () => {
  expect(CI.node!.strategy?.matrix.version).toEqual([22, 24]);
  expect(stepsOf(CI.node!).at(-1)).toEqual({ run: 'npm test' });
});

test.each(['ci', 'publish'])('the actions that %s uses are pinned by their commits, and say of which version they are', (name) => {
  const used = readFileSync(join(ROOT, `.github/workflows/${name}.yml`), 'utf8').match(/\buses: .*$/gm)!;
  expect(used.length).toBeGreaterThan(1);
  for (const action of used) expect(action).toMatch(/^uses: (?:\.\/\S+|[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/);
});

test('what may publish runs nothing of the repository', () => {
  for (const job of [PUBLISH.npm!, PUBLISH.pypi!]) {
    expect(stepsOf(job).filter(({ uses, run }) => uses?.startsWith('actions/checkout') || /npm (ci|install|run)/.test(run ?? ''))).toEqual([]);
  }
});
