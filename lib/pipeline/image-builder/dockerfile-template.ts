import { BuildPin, BuildPlan } from '../../build/build-plan';
import { GoldenImageError } from '../../core/error';
import { LABEL_PREFIX } from '../../image/reserved-labels';

/** Source: Terraform AWS provider 5.100.0, aws_imagebuilder_container_recipe, dockerfile_template_data: 1 to 16000 characters. */
const MAX_LENGTH = 16_000;

/**
 * What Image Builder fills in, as its user guide writes it ("Create a container recipe"). Components are run as root and
 * before all else: what is added afterwards may take the shell away.
 */
const HEAD = ['FROM {{{ imagebuilder:parentImage }}}', 'USER 0:0', '{{{ imagebuilder:environments }}}', '{{{ imagebuilder:components }}}'];

/** What a container recipe is made of. */
export interface DockerfileTemplate {
  readonly parentImage: string;
  readonly data: string;
}

/**
 * The Dockerfile of a plan as Image Builder takes it: one stage, and no build context, so that files come out of the
 * template itself. What it cannot hold is the error `NotForImageBuilder`.
 */
export function dockerfileTemplate({ contextFiles, declarationHash, variants, bases, pins }: BuildPlan, where: string): DockerfileTemplate {
  const refuse = (problem: string, given: string, remedy: string): never => {
    throw new GoldenImageError('NotForImageBuilder', { where, problem, given, expected: 'what a container recipe of EC2 Image Builder can express', remedy });
  };
  if (variants.length > 1) refuse('a recipe builds one image, and this one has variants', variants.join(', '), 'leave variants out, or build it with CodeBuildPipeline');
  const [base] = bases;
  if (base !== undefined) {
    refuse('a recipe names the image that it builds on by digest, and this one is looked up when a build starts', base.argument, 'pin the base to a digest, or build it with CodeBuildPipeline');
  }
  const lines = contextFiles.Dockerfile!.split('\n');
  const froms = lines.filter((line) => line.startsWith('FROM '));
  if (froms.length > 1) refuse('a template has one stage, and this image has several', froms.at(-1)!, 'leave stages and squash out, or build it with CodeBuildPipeline');
  const [, parentImage] = froms[0]!.split(' ');
  if (!lines.includes('ARG SOURCE_DATE_EPOCH')) refuse('components are run by a shell, and the base has none', parentImage!, 'choose a base with a shell, or build it with CodeBuildPipeline');

  const body = lines.flatMap((line) => (line.startsWith('FROM ') ? HEAD : [line.startsWith('COPY ') ? written(line, contextFiles) : line]));
  const own = body.filter((line) => !HEAD.includes(line)).find((line) => line.includes('{{'));
  if (own !== undefined) refuse('Image Builder takes what stands behind "{{" for a variable of its own', own, 'write it without two braces');
  const data = [...body, ...labels(declarationHash, pins)].join('\n');
  if (data.length > MAX_LENGTH) {
    throw new GoldenImageError('TemplateTooLong', {
      where,
      problem: 'the Dockerfile template, which holds the files of the image, is too long for Image Builder',
      given: data.length,
      expected: `at most ${MAX_LENGTH} characters`,
      remedy: 'declare smaller files, bring them in a package, or build it with CodeBuildPipeline',
    });
  }
  return { parentImage: parentImage!, data };
}

/** `COPY` of a file of the context as a command that writes it: base64, so that nothing of it is shell. */
function written(line: string, contextFiles: { readonly [path: string]: string }): string {
  const [, owner, mode, source, destination] = /^COPY --chown=(\S+) --chmod=(\S+) (\S+) (\S+)$/.exec(line)!;
  const content = Buffer.from(contextFiles[source!]!).toString('base64');
  const folder = destination!.slice(0, destination!.lastIndexOf('/')) || '/';
  return [
    'RUN set -eux',
    `mkdir -p ${folder}`,
    `printf '%s' '${content}' | base64 -d > ${destination}`,
    `chown ${owner} ${destination}`,
    `chmod ${mode} ${destination}`,
  ].join(' \\\n    && ');
}

/** What build.sh says of every candidate; release.sh takes none without it. */
function labels(declarationHash: string, pins: readonly BuildPin[]): string[] {
  const bases = JSON.stringify(Object.fromEntries(pins.map(({ argument, digest }) => [argument, digest])));
  // A golden image is no base here.
  return [`LABEL ${LABEL_PREFIX}.declaration="${declarationHash}" \\`, `      ${LABEL_PREFIX}.bases="${bases.replaceAll('"', '\\"')}" \\`, `      ${LABEL_PREFIX}.lineage="[]"`, ''];
}
