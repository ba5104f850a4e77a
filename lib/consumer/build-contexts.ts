import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, normalize, resolve } from 'node:path';

import { App, TerraformAsset, TerraformStack } from 'cdktf';

import { ContextReader, DOCKERFILE, isDockerfile } from '../verdict/docker-builds';
import { DeclaredResource } from '../verdict/image-uses';
import { AppImage } from './app-image/app-image';
import { makesImages, resolveIn } from './declared-resources';

/** Where an asset's files lie before they are copied, which TerraformAsset keeps to itself. */
function sourceOf(asset: TerraformAsset): string {
  return (asset as unknown as { readonly sourcePath: string }).sourcePath;
}

function assetsOf(stack: TerraformStack): readonly TerraformAsset[] {
  return stack.node.findAll().filter((node): node is TerraformAsset => node instanceof TerraformAsset && TerraformStack.of(node) === stack);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Reads files of build contexts: those of assets where they come from, others by their path as Terraform will have it. */
export function contextsOf(stack: TerraformStack): ContextReader {
  const { root } = stack.node;
  // Terraform runs in the stack's folder of the synth output.
  const folder = App.isApp(root) ? resolve(root.outdir, 'stacks', stack.node.id) : process.cwd();
  return {
    read: (context, file) => {
      const path = pathInStack(context);
      const asset = assetsOf(stack).find((one) => pathInStack(one.path) === path);
      const below = pathInStack(file);
      const inContext = below.startsWith(`${path}/`) ? below.slice(path.length + 1) : below;
      return read(resolve(asset === undefined ? resolve(folder, path) : sourceOf(asset), inContext));
    },
  };
}

/** A path as it is below the folder of the stack, in one form. */
function pathInStack(path: string): string {
  const written = /^\$\{abspath\("([^"]*)"\)\}$/.exec(path)?.[1] ?? path;
  return normalize(written.replace(/^\$\{(?:path\.(?:module|root|cwd)|abspath\(path\.(?:module|root)\))\}\/?/, './')).replace(/\/+$/, '');
}

/** The Dockerfiles in assets that no `docker_image` beside builds from, such as those that CodeBuild gets. */
export function assetDockerfiles(assets: readonly TerraformAsset[], built: readonly string[]): readonly DeclaredResource[] {
  const contexts = new Set(built.map(pathInStack));
  return assets
    .filter((asset) => !contexts.has(pathInStack(asset.path)))
    .flatMap((asset) => dockerfilesAt(sourceOf(asset)).map((values) => ({ address: asset.node.path, place: asset.node.path, type: 'asset', values })));
}

/** The Dockerfiles of applications that no `docker_image` of theirs builds from: CodeBuild gets them in an archive. */
export function appDockerfiles(apps: readonly AppImage[]): readonly DeclaredResource[] {
  return apps
    .filter((app) => !app.node.findAll().some(makesImages))
    .map((app) => ({ address: app.node.path, place: app.node.path, type: 'asset', values: { ...app._dockerfile, buildArguments: resolveIn(app, app._dockerfile.buildArguments) } }));
}

/** The file itself, or the one that builds take in a folder. */
function dockerfilesAt(source: string): readonly { readonly file: string; readonly text: string }[] {
  if (!existsSync(source)) return [];
  const path = statSync(source).isDirectory() ? join(source, DOCKERFILE) : source;
  const text = isDockerfile(basename(path)) ? read(path) : undefined;
  return text === undefined ? [] : [{ file: basename(path), text }];
}
