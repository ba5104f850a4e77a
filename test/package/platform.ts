import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { App } from 'cdktf';

import { platform } from '../../examples/platform/platform';
import { run } from '../../scripts/peers';
import { ROOT } from './projects';

const STACK = 'stacks/platform/cdk.tf.json';

export interface Versions {
  readonly framework: string;
  readonly aws: string;
}

/** What the platform example was synthesized to. */
export interface PlatformOutput {
  readonly versions: Versions;
  /** The stack without the versions and without the folder of the app, in which an app without a backend keeps its state. */
  readonly stack: { readonly resource: Record<string, Record<string, object>> };
  /** The other files by their paths; archives in base64. */
  readonly files: Record<string, string>;
}

/** Reads the synth output of the platform example. */
export function platformOutput(outdir: string): PlatformOutput {
  const names = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(outdir, name)).isFile());
  const read = (name: string): string => readFileSync(join(outdir, name), name.endsWith('.zip') ? 'base64' : 'utf8')
    // The catalogue shows teams what to import.
    .replaceAll('cdktn-golden-image', 'cdktf-golden-image');
  const stack = JSON.parse(read(STACK));
  const { metadata } = stack['//'];
  const { aws } = stack.terraform.required_providers;
  const versions = { framework: metadata.version, aws: aws.version };
  metadata.version = aws.version = 'any';
  // "aws" is short for "hashicorp/aws", and frameworks write either.
  aws.source = aws.source.replace(/^hashicorp\//, '');
  const state = stack.terraform.backend.local;
  state.path = state.path.split('/').at(-1);
  // manifest.json is about the run: it has a stack trace for each annotation.
  const others = names.filter((name) => ![STACK, 'manifest.json'].includes(name)).sort();
  return { versions, stack, files: Object.fromEntries(others.map((name) => [name, read(name)])) };
}

/** What the platform example is synthesized to by the sources of the library, in TypeScript. */
export function synthesizedInTypeScript(): PlatformOutput {
  const outdir = mkdtempSync(join(tmpdir(), 'platform-'));
  try {
    const app = new App({ outdir });
    platform(app);
    app.synth();
    return platformOutput(outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The shell command of docs/how-to/moving-to-cdktn.md that renames what an app imports, in files of this kind. */
function renaming(extension: string): string {
  const page = readFileSync(join(ROOT, 'docs/how-to/moving-to-cdktn.md'), 'utf8').split('\n');
  return page.find((line) => line.trim().startsWith(`find . -name '*.${extension}'`))!.trim();
}

/** Copies an example, and moves it to cdktn as the documentation says where it is to run there. */
export function copyExample(example: string, folder: string, framework: string, extension: string): void {
  cpSync(join(ROOT, 'examples', example), folder, { recursive: true });
  if (framework === 'cdktn') run(folder, 'sh', '-c', renaming(extension));
}
