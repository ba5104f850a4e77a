import { DockerfileParser, Env, From, Label } from 'dockerfile-ast';

import { BaseImage } from '../../../lib/base-image/base-image';
import { DistrolessImage } from '../../../lib/base-image/distroless';
import { planBuild } from '../../../lib/build/build-plan';
import { ScanGate } from '../../../lib/build/scan-gate';
import { ImageVariant } from '../../../lib/core/image-variant';
import { Severity } from '../../../lib/core/severity';
import { BuildStage } from '../../../lib/image/build-stage';
import { ImageDeclaration } from '../../../lib/image/declaration';
import { Healthcheck } from '../../../lib/image/healthcheck';
import { ImageFile } from '../../../lib/image/image-file';
import { resolveImageSpec } from '../../../lib/image/image-spec';
import { DockerfileTemplate, dockerfileTemplate } from '../../../lib/pipeline/image-builder/dockerfile-template';
import { errorOf } from '../../support/errors';
import { PARENT } from '../../support/parent';
import { DIGEST } from '../../support/stack';

const DEBIAN = BaseImage.debian('13-slim', { digest: DIGEST });
const PLACEHOLDERS = ['{{{ imagebuilder:parentImage }}}', '{{{ imagebuilder:environments }}}', '{{{ imagebuilder:components }}}'];

function templateOf(declaration: Partial<ImageDeclaration> = {}): DockerfileTemplate {
  const spec = resolveImageSpec({ name: 'app', version: '1.0.0', base: DEBIAN, owner: 'team', rationale: 'glibc', ...declaration }, 'Here');
  return dockerfileTemplate(planBuild(spec, ScanGate.blockAtOrAbove(Severity.HIGH)), 'Here');
}

/** As Image Builder documents what it puts in their places: the parent, variables, and a command that runs components. */
function filled({ data, parentImage }: DockerfileTemplate): string {
  return data.replace(PLACEHOLDERS[0]!, parentImage).replace(PLACEHOLDERS[1]!, 'ENV AWS_REGION=eu-west-1').replace(PLACEHOLDERS[2]!, 'RUN components');
}

test('a template has each of the three placeholders once, in the order in which Image Builder needs them', () => {
  const { data } = templateOf();
  expect(data.match(/\{\{\{[^}]*\}\}\}/g)).toEqual(PLACEHOLDERS);
});

test('the parent image is the base by digest', () => {
  expect(templateOf().parentImage).toBe(`docker.io/library/debian:13-slim@${DIGEST}`);
});

test('a template that is filled in is a Dockerfile of one stage that begins with the base, runs components as root and ends as its user', () => {
  const instructions = DockerfileParser.parse(filled(templateOf())).getInstructions();
  expect(instructions.filter((one) => one.getKeyword() === 'FROM').map((one) => (one as From).getImage())).toEqual([`docker.io/library/debian:13-slim@${DIGEST}`]);
  expect(instructions.slice(1, 4).map((one) => `${one.getKeyword()} ${one.getArgumentsContent()}`)).toEqual(['USER 0:0', 'ENV AWS_REGION=eu-west-1', 'RUN components']);
  expect(instructions.filter((one) => one.getKeyword() === 'USER').at(-1)!.getArgumentsContent()).toBe('65532:65532');
});

test('a file of the context is written by the template, whatever is in it, and nothing is copied', () => {
  const content = `'"$(id)\`id\` \${x} %{y} {{z}}\\\né`;
  const { data } = templateOf({ files: [ImageFile.text('/etc/app/a-b', content, { mode: '0640', userId: 7, groupId: 8 })] });
  expect(data).toContain(
    ['RUN set -eux', 'mkdir -p /etc/app', `printf '%s' '${Buffer.from(content).toString('base64')}' | base64 -d > /etc/app/a-b`, 'chown 7:8 /etc/app/a-b', 'chmod 0640 /etc/app/a-b'].join(' \\\n    && '),
  );
  expect(data).not.toMatch(/^(COPY|ADD) /m);
});

test('a file in the root folder is written there', () => {
  expect(templateOf({ files: [ImageFile.text('/note', 'x')] }).data).toContain('mkdir -p / \\');
});

test('a candidate says of itself what it was made from, and what its declaration says', () => {
  const spec = resolveImageSpec({ name: 'app', version: '1.0.0', base: DEBIAN, owner: 'team', rationale: 'glibc', environment: { A: 'x y' } }, 'Here');
  const plan = planBuild(spec, ScanGate.blockAtOrAbove(Severity.HIGH));
  const instructions = DockerfileParser.parse(filled(dockerfileTemplate(plan, 'Here'))).getInstructions();
  const labels = instructions.filter((one) => one.getKeyword() === 'LABEL').flatMap((one) => (one as Label).getProperties());
  const values = Object.fromEntries(labels.map((one) => [one.getName(), one.getUnescapedValue()!.replace(/^"|"$/g, '')]));
  expect(values['io.github.cdktf-golden-image.declaration']).toBe(plan.declarationHash);
  expect(JSON.parse(values['io.github.cdktf-golden-image.bases']!.replaceAll('\\"', '"'))).toEqual({ BASE: DIGEST });
  expect(values['org.opencontainers.image.version']).toBe('1.0.0');
  const variables = instructions.filter((one) => one.getKeyword() === 'ENV').flatMap((one) => (one as Env).getProperties());
  expect(variables.map((one) => `${one.getName()}=${one.getValue()}`)).toContain('A=x y');
});

const REFUSED: readonly [what: string, declaration: Partial<ImageDeclaration>, problem: string, remedy: string][] = [
  ['variants', { variants: [{ variant: ImageVariant.DEBUG, packages: ['gdb'] }] }, 'has variants', 'leave variants out'],
  ['stages', { stages: [BuildStage.of('build', { base: DEBIAN, commands: [['true']] })], files: [ImageFile.fromStage('/app', 'build', { source: '/app' })] }, 'has several', 'leave stages and squash out'],
  ['one layer', { squash: true }, 'has several', 'leave stages and squash out'],
  ['a golden parent', { base: BaseImage.fromGoldenImage(PARENT) }, 'looked up when a build starts', 'pin the base'],
  ['a tracked base', { base: BaseImage.debian('13-slim', { trackingReason: 'always the newest' }) }, 'looked up when a build starts', 'pin the base'],
  ['a base without a shell', { base: BaseImage.distroless(DistrolessImage.STATIC, { digest: DIGEST }) }, 'the base has none', 'choose a base with a shell'],
  ['an argument with braces', { healthcheck: Healthcheck.command({ command: ['curl', '{{ url }}'] }) }, 'a variable of its own', 'without two braces'],
];

test.each(REFUSED)('%s cannot be built by Image Builder, which is an error that says so', (_what, declaration, problem, remedy) => {
  const error = errorOf(() => templateOf(declaration));
  expect(error.code).toBe('NotForImageBuilder');
  expect(error.where).toBe('Here');
  expect(error.message).toContain(problem);
  expect(error.message).toContain(remedy);
});

test('a template of 16,000 characters is the longest', () => {
  const length = templateOf({ files: [ImageFile.text('/a', '')] }).data.length;
  const room = 16_000 - length;
  const ofLength = (base64: number): DockerfileTemplate => templateOf({ files: [ImageFile.text('/a', 'x'.repeat((Math.floor(base64 / 4) * 4 * 3) / 4))] });
  expect(ofLength(room).data.length).toBeLessThanOrEqual(16_000);
  const error = errorOf(() => ofLength(room + 4));
  expect(error.code).toBe('TemplateTooLong');
  expect(error.message).toContain('at most 16000 characters');
});
