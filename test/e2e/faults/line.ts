import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { type App, TerraformStack } from 'cdktf';

import { BaseImage } from '../../../lib/base-image/base-image';
import { GoldenImage } from '../../../lib/golden-image';
import { ImageFile } from '../../../lib/image/image-file';
import { ImageTest } from '../../../lib/image/image-test';
import { CodeBuildPipeline } from '../../../lib/pipeline/codebuild/codebuild-pipeline';
import { type AppliedProject, type BuildResult, readAppliedProject, type RunOptions, runProject } from '../engines/codebuild';
import { crane, logInCrane } from '../engines/crane';
import { deliver } from '../engines/eventbridge';
import { run } from '../engines/process';
import { BASE, PROGRAM, publishTinyBase } from '../engines/upstream/tiny-base';
import { type EcrPush, startWorld, type World } from '../engines/world';
import { AppliedStack, mirroredTools } from '../factory';
import { type CallFault, InFront } from './in-front';
import { readState, type State } from './state';

export const IMAGE = 'tiny';
export const VERSION = '1.0.0';

/** A run of one of the line's projects. */
export interface LineRun extends Pick<RunOptions, 'policies'> {
  readonly call?: CallFault;
  /** StartBuild's overrides. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly extraEnv?: Readonly<Record<string, string>>;
}

export interface LineResult extends BuildResult {
  /** What it pushed for a release. */
  readonly candidates: readonly EcrPush[];
  readonly calls: readonly string[];
  /** How many calls the fault hit. */
  readonly hits: number;
}

const CANDIDATES = `golden-candidates/${IMAGE}`;
const DAY = 86_400_000;

/** One image's production line: its applied projects, run with programs of the test in front of those that the scripts call. */
export class Line {
  static async start(): Promise<Line> {
    const world = await startWorld();
    const inFront = await InFront.start(world);
    const line = new Line(inFront);
    await logInCrane(line.world);
    await publishTinyBase(line.world, ++line.#bases, 'latest');
    await new AppliedStack(world, IMAGE).apply((app) => line.#stack(app));
    line.#projects = {
      build: await readAppliedProject(line.world, `golden-${IMAGE}-build`),
      release: await readAppliedProject(line.world, `golden-${IMAGE}-release`),
    };
    return line;
  }

  /** The digests that the gate let pass, as the logs of all runs say. */
  readonly passed = new Set<string>();
  readonly world: World;
  #projects!: Readonly<Record<'build' | 'release', AppliedProject>>;
  #bases = 0;
  #days = 0;
  #started: ((candidate: EcrPush) => LineRun['environment']) | undefined;

  private constructor(readonly inFront: InFront) {
    this.world = inFront.world;
  }

  async stop(): Promise<void> {
    this.inFront.stop();
    await this.world.stop();
  }

  /** Publishes another image than the base under a tag that nothing is built on. */
  async publishElsewhere(): Promise<void> {
    await publishTinyBase(this.world, ++this.#bases, 'elsewhere');
  }

  /** What the tag of the base names now. */
  async baseDigest(): Promise<string> {
    return (await this.crane('digest', `${BASE}:latest`)).trim();
  }

  /** Pushes what was released last, with another file in it, as the newest candidate. It starts no release: nobody hands over its event. */
  async poison(): Promise<void> {
    const { digest, tag } = JSON.parse((await this.state()).lastRelease) as { digest: string; tag: string };
    const repository = `${this.world.registryHost}/${CANDIDATES}`;
    const dir = mkdtempSync(path.join(tmpdir(), 'poison-'));
    mkdirSync(path.join(dir, 'etc'));
    writeFileSync(path.join(dir, 'etc/motd'), 'poisoned\n');
    await run('tar', ['--create', `--file=${dir}.tar`, `--directory=${dir}`, 'etc/motd']);
    await this.crane('append', '--base', `${repository}@${digest}`, '--new_layer', `${dir}.tar`, '--new_tag', `${repository}:${tag}_poisoned`);
  }

  /** A file of a candidate. */
  async fileOf({ repository, digest }: EcrPush, file: string): Promise<string> {
    const tar = path.join(mkdtempSync(path.join(tmpdir(), 'files-')), 'files.tar');
    await this.crane('export', `${this.world.registryHost}/${repository}@${digest}`, tar);
    return run('tar', ['--extract', '--to-stdout', `--file=${tar}`, file]);
  }

  /** The time of a refresh that there was none of yet. */
  nextDay(): string {
    return new Date(Date.UTC(2027, 0, 1, 3) + DAY * this.#days++).toISOString().replace(/\.\d+Z$/, 'Z');
  }

  /** Builds a refresh of its own day, unless the environment says otherwise. */
  async build(options: LineRun = {}): Promise<LineResult> {
    return this.#run('build', { ...options, environment: { REFRESH_EPOCH: this.nextDay(), ...options.environment } });
  }

  /** Runs the release that the push of a candidate starts. */
  async release(candidate: EcrPush, options: LineRun = {}): Promise<LineResult> {
    this.#started ??= await this.#howItStarts(candidate);
    return this.#run('release', { ...options, environment: { ...this.#started(candidate), ...options.environment } });
  }

  /** A candidate as a build's refresh leaves it, of another day than the given one, and without a build. */
  refreshed(candidate: EcrPush): Promise<EcrPush> {
    const epoch = this.nextDay();
    const [, inputs] = candidate.tag!.split('_');
    return this.#relabel(candidate, epoch, `${VERSION}-${epoch.slice(0, 10).replaceAll('-', '')}_${inputs}`);
  }

  /** Another candidate for the same release tag, which does not say when it was refreshed. */
  otherOfSameDay(candidate: EcrPush): Promise<EcrPush> {
    return this.#relabel(candidate, 'unknown', `${candidate.tag}x`);
  }

  async #relabel({ digest }: EcrPush, epoch: string, next: string): Promise<EcrPush> {
    const repository = `${this.world.registryHost}/${CANDIDATES}`;
    await this.crane('mutate', `${repository}@${digest}`, '--label', `io.github.cdktf-golden-image.refreshed=${epoch}`, '--tag', `${repository}:${next}`);
    const pushed = this.world.pushes().at(-1)!;
    if (pushed.tag !== next) throw new Error(`${next} was not pushed, and ${pushed.tag} was`);
    return pushed;
  }

  state(): Promise<State> {
    return readState(this.world, IMAGE);
  }

  crane(...args: string[]): Promise<string> {
    return crane(this.world, ...args);
  }

  /** As on a machine that has built nothing yet. */
  async forgetLayers(): Promise<void> {
    for (const what of ['builder', 'image']) await run('docker', [what, 'prune', '--all', '--force'], { env: this.world.env });
  }

  async #run(job: 'build' | 'release', { call, environment = {}, extraEnv = {}, policies }: LineRun): Promise<LineResult> {
    const front = this.inFront.of(call);
    const before = this.world.pushes().length;
    const result = await runProject(this.world, this.#projects[job], {
      environment: [...this.inFront.environment, ...Object.entries(environment).map(([name, value]) => ({ name, value }))],
      extraEnv: { ...front.env, ...extraEnv },
      ...(policies && { policies }),
    });
    for (const [, digest] of result.log.matchAll(/^scan-gate: (sha256:[a-f0-9]{64}) passes$/gm)) this.passed.add(digest!);
    const candidates = this.world.pushes().slice(before).filter(({ repository }) => repository === CANDIDATES);
    return { ...result, candidates, calls: front.calls(), hits: front.hits() };
  }

  /** Asks the applied rules once; the events of other candidates differ in what they hand over. */
  async #howItStarts(candidate: EcrPush): Promise<(other: EcrPush) => LineRun['environment']> {
    const [started, ...others] = await deliver(this.world, candidate);
    if (started === undefined || others.length > 0) throw new Error(`the push of ${candidate.tag} started ${JSON.stringify(others)}`);
    const { environment } = started;
    return ({ digest, tag = '' }) => Object.fromEntries(environment.map(({ name, value }) => [name, value.replace(candidate.digest, digest).replace(candidate.tag!, tag)]));
  }

  #stack(app: App): TerraformStack {
    const made = new TerraformStack(app, IMAGE);
    new AwsProvider(made, 'Aws', { region: this.world.region });
    new GoldenImage(made, 'Tiny', {
      name: IMAGE,
      version: VERSION,
      base: BaseImage.chainguard('static', 'latest', { trackingReason: 'its tag is moved' }),
      files: [ImageFile.text('/etc/motd', 'as declared\n')],
      tests: [ImageTest.command('answers', { command: [PROGRAM] })],
      owner: 'platform-team',
      rationale: 'to be built quickly',
      pipeline: new CodeBuildPipeline(made, 'Factory', { tools: mirroredTools(this.world) }),
    });
    return made;
  }
}
