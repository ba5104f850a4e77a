/**
 * npm run bench:pipeline
 *
 * Runs one image's pipeline as it is applied: a cold build, its release, a warm build (a refresh whose engine knows nothing,
 * with the cache of the registry), and a build that has nothing to do; prints what each takes in seconds, pushed bytes and
 * calls of AWS. The target is for the last one: at most 5 % of a build.
 */
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { type App, TerraformStack } from 'cdktf';

import { BaseImage } from '../../../lib/base-image/base-image';
import { GoldenImage } from '../../../lib/golden-image';
import { CodeBuildPipeline } from '../../../lib/pipeline/codebuild/codebuild-pipeline';
import { aws } from '../engines/aws';
import { run } from '../engines/process';
import { type Counters, startWorld, type World } from '../engines/world';
import { AppliedStack, build, mirroredTools, release } from '../factory';

interface Measured {
  readonly what: string;
  readonly seconds: number;
  readonly pushedMegabytes: number;
  readonly calls: number;
}

const MEGABYTE = 1_000_000;
const NO_OP_SHARE = 0.05;

function sum(values: Iterable<number>): number {
  return [...values].reduce((total, value) => total + value, 0);
}

const pushedBytes = ({ registries }: Counters, host: string): number => sum(Object.values(registries[host] ?? {}).map(({ pushed }) => pushed));
const calls = ({ aws: { roles } }: Counters): number => sum(Object.values(roles));

async function measure<T extends { exitCode: number; log: string; seconds?: number }>(world: World, what: string, action: () => Promise<T>): Promise<Measured & { result: T }> {
  const before = await world.counters();
  const result = await action();
  const after = await world.counters();
  if (result.exitCode !== 0) throw new Error(`${what}:\n${result.log}`);
  const host = world.registryHost;
  return { what, seconds: result.seconds!, pushedMegabytes: (pushedBytes(after, host) - pushedBytes(before, host)) / MEGABYTE, calls: calls(after) - calls(before), result };
}

async function forgetLayers(world: World): Promise<void> {
  for (const what of ['builder', 'image']) await run('docker', [what, 'prune', '--all', '--force'], { env: world.env });
}

/** As if the patches were of last week. */
async function age(world: World): Promise<void> {
  const name = '/golden/debian/last-release/stable';
  const { Parameter } = await aws<{ Parameter: { Value: string } }>(world, 'ssm', 'get-parameter', '--name', name);
  const value = { ...(JSON.parse(Parameter.Value) as object), refreshedAt: new Date(Date.now() - 8 * 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z') };
  await aws(world, 'ssm', 'put-parameter', '--name', name, '--overwrite', '--value', JSON.stringify(value));
}

function declare(world: World): (app: App) => TerraformStack {
  return (app) => {
    const made = new TerraformStack(app, 'bench');
    new AwsProvider(made, 'Aws', { region: world.region });
    new GoldenImage(made, 'Debian', {
      name: 'debian',
      version: '1.0.0',
      base: BaseImage.debian('12-slim', { digest: world.upstream.digest }),
      packages: ['python3'],
      owner: 'platform-team',
      rationale: 'to be measured',
      pipeline: new CodeBuildPipeline(made, 'Factory', { tools: mirroredTools(world) }),
    });
    return made;
  };
}

const scheduled = (epoch: string): { environment: { name: string; value: string }[] } => ({
  environment: [{ name: 'TRIGGER', value: 'schedule' }, { name: 'REFRESH_EPOCH', value: epoch }],
});

async function main(): Promise<void> {
  const world = await startWorld({ preloadCli: false });
  try {
    await new AppliedStack(world, 'bench').apply(declare(world));
    const cold = await measure(world, 'cold build', () => build(world, 'debian'));
    const released = await measure(world, 'release', () => release(world, cold.result.candidate!));
    // The first check tells people what they were not told yet.
    await measure(world, 'first check', () => build(world, 'debian', scheduled('2026-11-30T03:00:00Z')));
    const nothing = await measure(world, 'nothing to do', () => build(world, 'debian', scheduled('2026-12-01T03:00:00Z')));
    await age(world);
    await forgetLayers(world);
    const warm = await measure(world, 'warm build (refresh)', () => build(world, 'debian', scheduled('2026-12-02T03:00:00Z')));
    const refreshed = await measure(world, 'release of the refresh', () => release(world, warm.result.candidate!));
    for (const { what, seconds, pushedMegabytes, calls: made } of [cold, released, warm, refreshed, nothing]) {
      console.log(`${what.padEnd(24)} ${seconds.toFixed(1).padStart(7)} s ${pushedMegabytes.toFixed(2).padStart(9)} MB pushed ${String(made).padStart(4)} calls of AWS`);
    }
    const share = nothing.seconds / cold.seconds;
    const met = share <= NO_OP_SHARE && nothing.pushedMegabytes === 0;
    console.log(`nothing to do takes ${(share * 100).toFixed(1)} % of a cold build (target: ${NO_OP_SHARE * 100} %): ${met ? 'met' : 'missed'}`);
    if (!met) process.exitCode = 1;
  } finally {
    await world.stop();
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
