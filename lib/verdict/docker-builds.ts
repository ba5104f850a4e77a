import { BuildArguments, dockerfileImages } from './dockerfile-images';
import { FoundImage, shorten, unknownAt } from './select-images';
import { isExpression, UnknownValue } from './unknown-value';

/** The file that is built where no other is named. */
export const DOCKERFILE = 'Dockerfile';

/** How the files of build contexts are read; undefined where there is none. */
export interface ContextReader {
  /** The text of a file of a build context, by the path of the context as Terraform has it and that of the file in it. */
  read(context: string, file: string): string | undefined;
}

interface Build {
  readonly context?: unknown;
  readonly dockerfile?: unknown;
  readonly build_args?: unknown;
  readonly build_arg?: unknown;
  readonly remote_context?: unknown;
  readonly additional_contexts?: unknown;
  readonly tag?: unknown;
}

/** The builds of a `docker_image` or a `docker_registry_image`: a block, or a list of one. */
export function buildsOf(values: object): readonly (Build | UnknownValue)[] {
  const { build } = values as { build?: unknown };
  if (build === undefined || build === null) return [];
  return [build].flat().map((one) => (typeof one === 'object' && one !== null ? (one as Build) : new UnknownValue()));
}

/** The names that a built image has on the machine that builds. */
export function builtNames(values: object): readonly string[] {
  const builds = buildsOf(values);
  if (builds.length === 0) return [];
  const tags = builds.flatMap((build) => (build instanceof UnknownValue ? [] : [build.tag].flat()));
  return [(values as { name?: unknown }).name, ...tags].filter((name): name is string => typeof name === 'string');
}

/** The images that builds start from. */
export function baseImagesOf(values: object, reader: ContextReader): readonly FoundImage[] {
  return buildsOf(values).flatMap((build) => (build instanceof UnknownValue ? [unknownAt('build', build)] : basesOf(build, reader)));
}

function basesOf(build: Build, reader: ContextReader): readonly FoundImage[] {
  const { context, dockerfile, remote_context: remote, additional_contexts: others } = build;
  if (typeof remote === 'string' && remote !== '') return [{ use: 'build.remote_context', unknown: 'the Dockerfile lies in a remote context' }];
  if (context instanceof UnknownValue) return [unknownAt('build.context', context)];
  const file = dockerfile === undefined || dockerfile === null || dockerfile === '' ? DOCKERFILE : dockerfile;
  if (typeof context !== 'string' || typeof file !== 'string') return [{ use: 'build', unknown: 'it is not known which Dockerfile is built' }];
  const text = reader.read(context, file);
  if (text === undefined) return [{ use: 'build.context', unknown: `there is no file ${file} to read in ${shorten(context)}` }];
  const named = new Set([others].flat().flatMap((other) => (typeof other === 'string' ? [other.split('=')[0]!.trim()] : [])));
  return dockerfileImages(text, argumentsOf(build), shownName(file)).map((found) =>
    found.text !== undefined && named.has(found.text) ? { use: found.use, unknown: `${found.text} is an additional context of the build` } : found,
  );
}

/** The last part of a path that may stand in a call of a function. */
function shownName(file: string): string {
  return isExpression(file) ? file.slice(file.lastIndexOf('/') + 1).replace(/["')}]+$/, '') : file;
}

function argumentsOf({ build_args: current, build_arg: former }: Build): BuildArguments {
  const [first, second] = [former, current].map((values) => (typeof values === 'string' ? new UnknownValue() : values));
  if (first instanceof UnknownValue || second instanceof UnknownValue) return new UnknownValue();
  return { ...(first as object | null | undefined), ...(second as object | null | undefined) };
}

/** Paths of the contexts that are built, as far as they are known. */
export function contextsIn(resources: readonly { readonly values: object }[]): readonly string[] {
  return resources.flatMap(({ values }) => buildsOf(values)).flatMap((build) => (!(build instanceof UnknownValue) && typeof build.context === 'string' ? [build.context] : []));
}

/** A file that is handed over as it is, and may be a Dockerfile. */
export function isDockerfile(name: string): boolean {
  return /^(Dockerfile|Containerfile)(\.[\w.-]+)?$|\.(Dockerfile|dockerfile|Containerfile)$/.test(name) && !name.endsWith('.dockerignore');
}
