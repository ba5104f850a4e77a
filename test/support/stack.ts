import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack, Testing } from 'cdktf';

import { BaseImage } from '../../lib/base-image/base-image';
import { GoldenImage } from '../../lib/golden-image';
import { GoldenImageProps } from '../../lib/golden-image-props';
import { CodeBuildPipeline, CodeBuildPipelineProps } from '../../lib/pipeline/codebuild/codebuild-pipeline';

export const DIGEST = `sha256:${'a'.repeat(64)}`;

export type Block = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

/** What a stack was synthesized to. */
export class Synthesized {
  public constructor(
    /** Folder of the stack in the synth output. */
    public readonly folder: string,
    public readonly json: { resource: Record<string, Record<string, Block>>; data?: Record<string, Record<string, Block>> },
  ) {}

  /** The blocks of a resource type, by construct path below the stack. */
  public resources(type: string): Record<string, Block> {
    return byPath(this.json.resource[type] ?? {});
  }

  /** The one block of a resource type at a path. */
  public resource(type: string, path: string): Block {
    const block = this.resources(type)[path];
    if (block === undefined) throw new Error(`no ${type} at ${path}; there are ${Object.keys(this.resources(type)).join(', ')}`);
    return block;
  }

  public data(type: string): Record<string, Block> {
    return byPath(this.json.data?.[type] ?? {});
  }

  /** Construct paths of all resources that lie below a path. */
  public pathsBelow(path: string): string[] {
    return Object.values(this.json.resource)
      .flatMap((blocks) => Object.keys(byPath(blocks)))
      .filter((candidate) => candidate.startsWith(`${path}/`));
  }

  public read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }
}

function byPath(blocks: Record<string, Block>): Record<string, Block> {
  return Object.fromEntries(
    Object.values(blocks).map((block) => [block['//'].metadata.path.split('/').slice(1).join('/'), block]),
  );
}

/** A stack with the AWS provider, for constructs to be made in; in an app of its own, or in that of another stack. */
export function newStack(name = 'stack', beside?: TerraformStack, region = 'eu-west-1'): TerraformStack {
  const stack = new TerraformStack(beside?.node.root ?? new App(), name);
  new AwsProvider(stack, 'Aws', { region });
  return stack;
}

/** Synthesizes as an app would: aspects, validations, annotations, assets. */
export function synthesize(stack: TerraformStack): Synthesized {
  const folder = join(Testing.fullSynth(stack), 'stacks', stack.node.id);
  return new Synthesized(folder, JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')));
}

export type DebianProps = Partial<GoldenImageProps>;

/** A small image in a stack of its own. */
export function debianIn(stack: TerraformStack, props: DebianProps = {}, id = 'Debian'): GoldenImage {
  const pipeline = props.pipeline ?? (stack.node.tryFindChild('Factory') as CodeBuildPipeline) ?? new CodeBuildPipeline(stack, 'Factory');
  return new GoldenImage(stack, id, {
    name: 'debian',
    version: '12.1.0',
    base: BaseImage.debian('12-slim', { digest: DIGEST }),
    owner: 'platform-team',
    rationale: 'glibc, five years of support',
    ...props,
    pipeline,
  });
}

/** Synthesizes one small image. */
export function synthesizeDebian(props: DebianProps = {}, factory: CodeBuildPipelineProps = {}): Synthesized {
  const stack = newStack();
  debianIn(stack, { ...props, pipeline: new CodeBuildPipeline(stack, 'Factory', factory) });
  return synthesize(stack);
}
