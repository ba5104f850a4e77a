import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { App, TerraformStack } from 'cdktf';

import { PipelineTools } from '../../lib/build/pipeline-tools';
import { aws } from './engines/aws';
import { type AppliedProject, type BuildResult, type RunOptions, runProject } from './engines/codebuild';
import { deliver } from './engines/eventbridge';
import { Terraform } from './engines/terraform';
import type { EcrPush, World } from './engines/world';

/** The tools that the world's mirror serves, under their own checksums. */
export function mirroredTools({ toolsMirrorUrl, tools }: World): PipelineTools {
  return PipelineTools.fromMirror(toolsMirrorUrl, {
    containerStructureTestSha256: tools.containerStructureTestSha256,
    containerStructureTestArm64Sha256: tools.containerStructureTestSha256,
    craneSha256: tools.craneArchiveSha256,
    craneArm64Sha256: tools.craneArchiveSha256,
    cosignSha256: tools.cosignSha256,
    syftSha256: tools.syftArchiveSha256,
  });
}

/** A stack that is applied, and applied again with other declarations, from one directory. */
export class AppliedStack {
  private readonly outdir = mkdtempSync(path.join(tmpdir(), 'synth-'));
  readonly terraform: Terraform;

  constructor(world: Pick<World, 'env'>, private readonly name: string) {
    this.terraform = new Terraform(world, path.join(this.outdir, 'stacks', name));
  }

  synthesize(make: (app: App) => TerraformStack): void {
    const app = new App({ outdir: this.outdir });
    if (make(app).node.id !== this.name) throw new Error(`the stack is to be called ${this.name}`);
    app.synth();
  }

  async apply(make: (app: App) => TerraformStack): Promise<void> {
    this.synthesize(make);
    await this.terraform.init();
    await this.terraform.apply();
  }
}

/** What a build left in the candidate repository. */
export interface Built extends BuildResult {
  readonly candidate: EcrPush | undefined;
  /** The same and its variants, in the order of their push. */
  readonly candidates: readonly EcrPush[];
}

/** Runs an image's applied build project: that of linux/amd64, unless another is named, or given as it was read. */
export async function build(
  world: World, image: string, { project = `golden-${image}-build`, ...options }: RunOptions & { readonly project?: string | AppliedProject } = {},
): Promise<Built> {
  const before = world.pushes().length;
  const result = await runProject(world, project, options);
  const candidates = world.pushes().slice(before);
  if (new Set(candidates.map(({ tag }) => tag)).size < candidates.length) throw new Error(`one build pushed ${JSON.stringify(candidates)}`);
  return { ...result, candidate: candidates[0], candidates };
}

/** Hands the push of a candidate to the applied rules, and runs the release that they start. */
export async function release(world: World, candidate: EcrPush, options: RunOptions = {}): Promise<BuildResult> {
  const started = await deliver(world, candidate);
  if (started.length !== 1) throw new Error(`the push of ${candidate.tag} started ${JSON.stringify(started)}`);
  const [{ projectName, environment }] = started as [(typeof started)[number]];
  return runProject(world, projectName, { ...options, environment: [...environment, ...(options.environment ?? [])] });
}

/** Builds and releases; anything but a success is an error with the log. */
export async function buildAndRelease(world: World, image: string, options: RunOptions = {}): Promise<EcrPush> {
  const built = await build(world, image, options);
  if (built.exitCode !== 0 || built.candidate === undefined) throw new Error(built.log);
  const released = await release(world, built.candidate);
  if (released.exitCode !== 0) throw new Error(released.log);
  return built.candidate;
}

/** What a channel of an image holds. */
export async function channel(world: World, image: string, name = 'stable', namespace = 'golden'): Promise<string> {
  const { Parameter } = await aws<{ Parameter: { Value: string } }>(
    world, 'ssm', 'get-parameter', '--name', `/${namespace}/${image}/channels/${name}`);
  return Parameter.Value;
}

/** The tags of a repository, with the digests that they stand for. */
export async function tags(world: World, repository: string): Promise<Record<string, string>> {
  const { imageDetails } = await aws<{ imageDetails: { imageDigest: string; imageTags?: string[] }[] }>(
    world, 'ecr', 'describe-images', '--repository-name', repository);
  return Object.fromEntries(imageDetails.flatMap(({ imageDigest, imageTags = [] }) => imageTags.map((tag) => [tag, imageDigest])));
}
