/**
 * npm run bench [-- --quick]
 *
 * What this package costs: loading it, and synthesizing 1, 100, 1,000 and 2,000 images, compared with cdktf by hand that makes the
 * same JSON (generated from our own, resource by resource, and compared with it) and with an equivalent factory by hand in
 * aws-cdk-lib; and the lines that a user writes. User CPU and the most memory of processes of their own.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { hclOf } from '../../checks/hcl';
import { type Cost, cost } from './measure';
import { comparable, differencesOf, statementsOf } from './statements';

const ROOT = path.join(__dirname, '../../..');
const quick = process.argv.includes('--quick');
const COUNTS = quick ? [1, 100] : [1, 100, 1000, 2000];
const CDK_COUNTS = quick ? [1] : [1, 1000];
const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));

interface Target {
  readonly what: string;
  readonly ratio: number;
  readonly atMost: number;
}

const targets: Target[] = [];
const rows: string[][] = [];
const show = ({ seconds, megabytes }: Cost): string => `${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB`;
const target = (what: string, ratio: number, atMost: number): void => void targets.push({ what, ratio, atMost });
const progress = (what: string): void => void process.stderr.write(`bench: ${what}\n`);

function loading(): void {
  progress('loading');
  const runs = quick ? 3 : 9;
  const cdktf = cost('load.cjs', ['cdktf'], { runs });
  const ours = cost('load.cjs', [path.join(ROOT, 'dist/lib')], { runs });
  rows.push(['load', show(ours), show(cdktf), '']);
  target('loading, against require("cdktf")', ours.seconds / cdktf.seconds, 1.3);
}

function synthesis(): void {
  const ours: Record<number, Cost> = {};
  for (const count of COUNTS) {
    const runs = count > 1000 || quick ? 1 : 3;
    progress(`${count} images`);
    const out = path.join(folder, `ours-${count}`);
    ours[count] = cost('ours.cjs', [String(count), out], { runs });
    const hand = handWritten(count, out, runs);
    const cdk = CDK_COUNTS.includes(count) ? cost('aws-cdk.cjs', [String(count), path.join(folder, `cdk-${count}`)], { cwd: awsCdk(), runs }) : undefined;
    rows.push([`${count} images`, show(ours[count]), show(hand), cdk === undefined ? '' : show(cdk)]);
    target(`synthesis of ${count}, against cdktf by hand`, ours[count].seconds / hand.seconds, 1.2);
    target(`memory for ${count}, against cdktf by hand`, ours[count].megabytes / hand.megabytes, 1.3);
    if (cdk !== undefined) target(`synthesis of ${count}, against aws-cdk-lib`, ours[count].seconds / cdk.seconds, count === 1 ? 1 / 5 : 1 / 2);
  }
  if (ours[2000] !== undefined) target('2,000 images, against 1,000', ours[2000].seconds / ours[1000]!.seconds, 2.2);
}

/** Makes the statements from our own JSON, and holds that they make the same. */
function handWritten(count: number, ours: string, runs: number): Cost {
  const json = (out: string): unknown => JSON.parse(readFileSync(path.join(out, 'stacks/bench/cdk.tf.json'), 'utf8'));
  const statements = path.join(folder, `statements-${count}.json`);
  writeFileSync(statements, JSON.stringify(statementsOf(json(ours) as never)));
  const out = path.join(folder, `hand-${count}`);
  const result = cost('hand-written.cjs', [statements, path.join(ours, 'stacks/bench/assets'), out], { runs });
  const [one, other] = [ours, out].map((folder) => comparable(json(folder)) as Record<string, unknown>);
  for (const part of ['data', 'provider', 'resource']) {
    const differences = differencesOf(one![part], other![part]);
    if (differences.length > 0) throw new Error(`what was written by hand makes another ${part} for ${count} images: ${differences.slice(0, 10).join('; ')}`);
  }
  return result;
}

/** A folder with aws-cdk-lib, which is no dependency of this package. */
function awsCdk(): string {
  const cache = path.join(ROOT, '.cache/bench/aws-cdk');
  if (!existsSync(path.join(cache, 'node_modules/aws-cdk-lib'))) {
    progress('installing aws-cdk-lib');
    mkdirSync(cache, { recursive: true });
    writeFileSync(path.join(cache, 'package.json'), JSON.stringify({ private: true, dependencies: { 'aws-cdk-lib': '2.276.0', constructs: '10.6.0' } }));
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent'], { cwd: cache, stdio: 'inherit' });
  }
  return cache;
}

/** Lines with something on them; what is by hand is generated, one attribute a line. */
function lines(): string {
  const count = (text: string): number => text.split('\n').filter((line) => line.trim() !== '').length;
  const ours = readFileSync(path.join(__dirname, 'programs/ours.cjs'), 'utf8');
  const declaration = /new GoldenImage\([^]*?\n {2}\}\);/.exec(ours)![0];
  const stack = JSON.parse(readFileSync(path.join(folder, 'ours-1/stacks/bench/cdk.tf.json'), 'utf8')) as never;
  const own = count(declaration) + 1;
  // Text with references is one line.
  const inOneLine = (_: string, value: { text?: unknown }): unknown => (Array.isArray(value?.text) ? value.text.join('') : value);
  const byHand = statementsOf(stack).map(({ type, id, props }) => `new ${type}(this, '${id}', ${JSON.stringify(props, inOneLine, 2)});`).join('\n');
  return `lines for one image and its factory: ${own}; cdktf by hand ${count(byHand)}; HCL ${count(hclOf(stack))}, without scripts, Dockerfile, tests and buildspecs`;
}

function main(): void {
  if (!existsSync(path.join(ROOT, 'dist/lib/index.js'))) throw new Error('npm run build first');
  try {
    loading();
    synthesis();
    console.log(['', 'ours', 'cdktf by hand', 'aws-cdk-lib'].join(' | '));
    for (const row of rows) console.log(row.join(' | '));
    console.log(`\n${lines()}\n`);
    for (const { what, ratio, atMost } of targets) console.log(`${ratio <= atMost ? 'met   ' : 'missed'}  ${what}: ${ratio.toFixed(2)} (target ${atMost.toFixed(2)})`);
    process.exitCode = targets.every(({ ratio, atMost }) => ratio <= atMost) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main();
