import { GoldenImageError } from '../../core/error';
import { DockerfileStage, dockerfileStages, isStage, stageBefore } from '../../dockerfile/dockerfile-stages';

/** The build argument that a Dockerfile takes its base by. */
export const BASE_ARGUMENT = 'BASE_IMAGE';

const BASES = [`\${${BASE_ARGUMENT}}`, `$${BASE_ARGUMENT}`];
const EXPECTED = `ARG ${BASE_ARGUMENT} before the first FROM, and a last stage that is FROM \${${BASE_ARGUMENT}}, or FROM a stage that is`;

/** Refuses a Dockerfile whose image would not be built on the base; answers what other images go into it. */
export function checkBase(text: string, file: string, where: string): readonly string[] {
  const { globalArguments, stages } = dockerfileStages(text);
  const last = stages.at(-1);
  const refuse = (problem: string, { image, line }: Pick<DockerfileStage, 'image' | 'line'> = { image: '', line: 0 }): never => {
    throw new GoldenImageError('DockerfileWithoutBase', {
      where,
      problem: `${file}${line === 0 ? '' : ` line ${line}`}: ${problem}`,
      ...(line !== 0 && { given: `FROM ${image}` }),
      expected: EXPECTED,
      remedy: `write "ARG ${BASE_ARGUMENT}" as the first line, and "FROM \${${BASE_ARGUMENT}}" for the last stage; copy what other stages made with COPY --from`,
    });
  };
  if (last === undefined) return refuse('there is no stage');
  let stage = last;
  for (;;) {
    if (BASES.includes(stage.image)) break;
    const below = stageBefore(stages, stage.image, stage.line);
    if (below === undefined) refuse('the image is not built on the golden image', stage);
    stage = below!;
  }
  if (!globalArguments.some(({ name }) => name === BASE_ARGUMENT)) refuse(`${BASE_ARGUMENT} is no argument that FROM can use`, stage);
  return otherImages(stages);
}

/** What stages are built on, copy or mount from, besides the base, nothing at all, and each other. */
function otherImages(stages: readonly DockerfileStage[]): readonly string[] {
  const used = stages.flatMap(({ image, line, sources }) => [
    ...(stageBefore(stages, image, line) === undefined ? [image] : []),
    ...sources.filter((source) => !isStage(stages, source)).map(({ name }) => name),
  ]);
  return [...new Set(used)].filter((image) => image !== '' && image.toLowerCase() !== 'scratch' && !BASES.includes(image));
}
