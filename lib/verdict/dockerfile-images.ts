import { dockerfileStages, GlobalArgument, isStage, stageBefore } from '../dockerfile/dockerfile-stages';
import { FoundImage } from './select-images';
import { UnknownValue } from './unknown-value';

/** What a build is given for the variables of its Dockerfile. */
export type BuildArguments = { readonly [name: string]: unknown } | UnknownValue;

/** What is not an image although it stands where one may. */
const SCRATCH = 'scratch';

/**
 * The images that a Dockerfile takes from outside: those of FROM, and of `--from` in COPY and in mounts of RUN. Stages of
 * its own are none. Variables have the build's arguments, or their defaults.
 */
export function dockerfileImages(text: string, buildArguments: BuildArguments, file: string): readonly FoundImage[] {
  const { globalArguments, stages } = dockerfileStages(text);
  const values = valuesOf(globalArguments, buildArguments);
  return stages.flatMap(({ image: written, line, sources }) => {
    const image = expand(written, values);
    const isOutside = image === undefined || stageBefore(stages, image, line) === undefined;
    const copied = sources.filter((source) => !isStage(stages, source));
    return [...(isOutside ? found(image, `FROM ${written}`, line) : []), ...copied.flatMap((source) => found(source.name, source.name, source.line))];
  });

  function found(image: string | undefined, written: string, line: number): readonly FoundImage[] {
    const use = `${file}:${line}`;
    if (image === undefined || image === '') return [{ use, unknown: `${written} has no value: the build gives it none, and it has no default` }];
    return image.toLowerCase() === SCRATCH ? [] : [{ use, text: image }];
  }
}

/** What the arguments have in this build; undefined where nobody can tell. */
function valuesOf(globalArguments: readonly GlobalArgument[], buildArguments: BuildArguments): ReadonlyMap<string, string | undefined> {
  const values = new Map<string, string | undefined>();
  for (const { name, defaultText = '' } of globalArguments) {
    const given = buildArguments instanceof UnknownValue ? buildArguments : buildArguments[name];
    values.set(name, typeof given === 'string' ? given : given === undefined ? expand(defaultText, values) : undefined);
  }
  return values;
}

/** Variables as BuildKit's FROM has them: $NAME, ${NAME}, ${NAME:-default}. What Terraform puts in later stays as it is. */
function expand(text: string, values: ReadonlyMap<string, string | undefined>): string | undefined {
  let known = true;
  const expanded = text.replace(/\$(?:\{([A-Za-z_][A-Za-z0-9_]*)(?::?-([^}]*))?\}|([A-Za-z_][A-Za-z0-9_]*))/g, (_, braced: string | undefined, fallback: string | undefined, bare: string | undefined) => {
    const given = values.get((braced ?? bare)!);
    const filled = given === undefined || given === '' ? fallback : given;
    if (filled === undefined) known = false;
    return filled ?? '';
  });
  return known ? expanded : undefined;
}
