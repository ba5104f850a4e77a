import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CHECK } from '../../lib/cli/commands/check';
import { AWS_VERDICTS, CATALOG, CHECK_OPTIONS, DOCKER_VERDICTS, KUBERNETES_VERDICTS, verdictsIn } from '../fixtures/plans/verdicts';

const PLANS = join(__dirname, '../fixtures/plans');
const HOST = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
const GOLDEN = `${HOST}/golden/debian@sha256:${'a'.repeat(64)}`;

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'check-'));
  cpSync(join(PLANS, 'aws.json'), join(cwd, 'plan.json'));
  file('catalog.json', CATALOG);
});

function file(name: string, content: unknown): void {
  writeFileSync(join(cwd, name), typeof content === 'string' ? content : JSON.stringify(content));
}

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const code = await CHECK.run(args, { out: (text) => void (said.out += text), err: (text) => void (said.err += text), env: {}, cwd });
  return { code, ...said };
}

/** A plan of resources that are known, as format version 1 has them. */
function plan(...resources: { type: string; after: object; unknown?: object; references?: object }[]): object {
  return {
    format_version: '1.2',
    planned_values: {},
    resource_changes: resources.map(({ type, after, unknown = {} }, at) => ({ address: `${type}.r${at}`, mode: 'managed', type, name: `r${at}`, change: { actions: ['create'], after, after_unknown: unknown } })),
    configuration: { root_module: { resources: resources.map(({ type, references = {} }, at) => ({ address: `${type}.r${at}`, expressions: references })) } },
  };
}

test('a plan of the real Terraform is judged as the aspect judges', async () => {
  const { code, out, err } = await run('plan.json', ...CHECK_OPTIONS);
  expect(verdictsIn(out)).toEqual(AWS_VERDICTS);
  expect([code, err]).toEqual([1, '']);
});

test('containers of a plan are followed to the images they run, and builds to their Dockerfiles', async () => {
  cpSync(join(PLANS, 'docker.json'), join(cwd, 'plan.json'));
  cpSync(join(PLANS, 'docker/app'), join(cwd, 'app'), { recursive: true });
  const { code, out } = await run('plan.json', ...CHECK_OPTIONS);
  expect(verdictsIn(out)).toEqual(DOCKER_VERDICTS);
  expect(code).toBe(1);
});

test('workloads of a plan that the Kubernetes provider made are judged, of every kind that it has', async () => {
  cpSync(join(PLANS, 'kubernetes.json'), join(cwd, 'plan.json'));
  const { code, out } = await run('plan.json', ...CHECK_OPTIONS);
  expect(verdictsIn(out)).toEqual(KUBERNETES_VERDICTS);
  expect(code).toBe(1);
});

test('people read the finding, the verdict and the remedy, the worst first', async () => {
  const { out } = await run('plan.json', ...CHECK_OPTIONS.slice(0, -1));
  expect(out).toContain('error aws_lambda_function.revoked[0] image_uri\n  [revoked] golden/debian@sha256:bbbb');
  expect(out).toContain('  remedy: move to the newest release, and deploy now\n');
  expect(out).toContain('(aws_ecr_repository.app.repository_url)');
  expect(out.lastIndexOf('\nerror ')).toBeLessThan(out.indexOf('\nwarning '));
  expect(out).toMatch(/\n18 uses of images: 10 errors, 2 warnings\n$/);
});

test('a plan of golden images is no error', async () => {
  file('plan.json', plan({ type: 'aws_lambda_function', after: { image_uri: GOLDEN } }));
  expect(await run('plan.json', '--registry', HOST)).toEqual({ code: 0, out: '1 uses of images: 0 errors, 0 warnings\n', err: '' });
});

test('warnings alone are no error', async () => {
  file('plan.json', plan({ type: 'aws_lambda_function', after: {}, unknown: { image_uri: true }, references: { image_uri: { references: ['data.aws_ssm_parameter.x.value'] } } }));
  const { code, out } = await run('plan.json', '--registry', HOST);
  expect(code).toBe(0);
  expect(out).toContain('warning aws_lambda_function.r0 image_uri\n  [unknown] it cannot be told which image this is: it is only known when Terraform applies (data.aws_ssm_parameter.x.value)');
});

test('what is destroyed and what is read is not judged, and what does not change is', async () => {
  const { resource_changes: changes, ...rest } = plan({ type: 'aws_lambda_function', after: { image_uri: 'a' } }, { type: 'aws_lambda_function', after: { image_uri: 'b' } }, { type: 'aws_lambda_function', after: { image_uri: 'c' } }) as { resource_changes: { mode: string; change: object }[] };
  changes[0]!.change = { actions: ['delete'], after: null, after_unknown: false };
  changes[1]!.mode = 'data';
  changes[2]!.change = { ...changes[2]!.change, actions: ['no-op'] };
  file('plan.json', { ...rest, resource_changes: changes });
  expect(verdictsIn((await run('plan.json', '--registry', HOST, '--json')).out)).toEqual(['aws_lambda_function.r2 image_uri: not-golden docker.io/library/c']);
});

test('Kubernetes resources of a plan are read, in the documented format', async () => {
  // Not planned for real: the provider is not at hand. Its blocks are lists of objects, and `manifest` is the object as it is written.
  const containers = [{ name: 'web', image: 'nginx:1.21.6' }, { name: 'side', image: GOLDEN }];
  file(
    'plan.json',
    plan(
      { type: 'kubernetes_deployment_v1', after: { spec: [{ template: [{ spec: [{ container: containers, init_container: [{ name: 'init', image: null }] }] }] }] }, unknown: { spec: [{ template: [{ spec: [{ container: [{}, {}], init_container: [{ image: true }] }] }] }] } },
      { type: 'kubernetes_manifest', after: { manifest: { kind: 'CronJob', spec: { jobTemplate: { spec: { template: { spec: { containers, initContainers: [{ name: 'i', image: 'busybox' }] } } } } } } } },
      { type: 'kubernetes_manifest', after: {}, unknown: { manifest: true } },
    ),
  );
  expect(verdictsIn((await run('plan.json', '--registry', HOST, '--json')).out)).toEqual([
    `kubernetes_deployment_v1.r0 spec.template.spec.container.image (side): golden ${HOST}/golden/debian`,
    'kubernetes_deployment_v1.r0 spec.template.spec.container.image (web): not-golden docker.io/library/nginx',
    'kubernetes_deployment_v1.r0 spec.template.spec.init_container.image (init): unknown null',
    `kubernetes_manifest.r1 manifest.spec.jobTemplate.spec.template.spec.containers (side): golden ${HOST}/golden/debian`,
    'kubernetes_manifest.r1 manifest.spec.jobTemplate.spec.template.spec.containers (web): not-golden docker.io/library/nginx',
    'kubernetes_manifest.r1 manifest.spec.jobTemplate.spec.template.spec.initContainers (i): not-golden docker.io/library/busybox',
    'kubernetes_manifest.r2 manifest: unknown null',
  ]);
});

test('Dockerfiles are read where the command runs, with the arguments of the build', async () => {
  file('Dockerfile', 'ARG BASE\nFROM $BASE');
  const build = { context: '.', build_args: { BASE: GOLDEN } };
  file('plan.json', plan({ type: 'docker_image', after: { name: 'app', build: [build] } }, { type: 'docker_image', after: { name: 'none', build: [{ context: './none' }] } }, { type: 'docker_image', after: { name: 'other', build: [{ context: '.' }] }, unknown: { build: [{ build_args: true }] } }));
  expect(verdictsIn((await run('plan.json', '--registry', HOST, '--json')).out)).toEqual([
    `docker_image.r0 Dockerfile:2: golden ${HOST}/golden/debian`,
    'docker_image.r1 build.context: unknown null',
    'docker_image.r2 Dockerfile:2: unknown null',
  ]);
});

test('exceptions come from a file; one that nothing needs is told', async () => {
  const image = 'public.ecr.aws/aws-containers/hello-app-runner';
  file('exceptions.json', [{ image, reason: 'until March', expires: '2027-03-31' }, { resource: 'module.gone', reason: 'r', expires: '2027-03-31' }]);
  const { out, err } = await run('plan.json', ...CHECK_OPTIONS.slice(0, -1), '--exceptions', 'exceptions.json');
  expect(out).toContain('excepted aws_apprunner_service.example source_configuration.image_repository.image_identifier\n');
  expect(out).toContain('  reason: until March (until 2027-03-31)\n');
  expect(err).toBe('warning: the exception of module.gone is not needed: nothing that it covers is found\n');
});

test.each([
  ['resorce', 'did you mean "resource"? (image, resource, reason, expires)'],
  ['Image', 'did you mean "image"?'],
  ['until-then', 'which none has (image, resource, reason, expires)'],
])('an exception with the property %s is refused, for it would except more than it says', async (property, message) => {
  file('plan.json', plan({ type: 'docker_container', after: { image: 'nginx' } }));
  const exception = { image: 'docker.io/library/nginx', reason: 'r', expires: '2027-03-31' };
  file('exceptions.json', [exception, { ...exception, [property]: 'docker_container.other' }]);
  const { code, out, err } = await run('plan.json', '--registry', HOST, '--exceptions', 'exceptions.json', '--as-of', '2026-11-24');
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(`exceptions.json, exception 2 has the property ${JSON.stringify(property)}`);
  expect(err).toContain(message);
});

test.each<[string, (text: string) => Buffer]>([
  ['UTF-8 with a byte order mark', (text) => Buffer.from(`\ufeff${text}`, 'utf8')],
  ['UTF-16, as PowerShell redirects', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16, the higher byte first', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
])('files may be %s', async (_, encode) => {
  const image = 'docker.io/library/nginx';
  writeFileSync(join(cwd, 'plan.json'), encode(JSON.stringify(plan({ type: 'docker_container', after: { image } }))));
  writeFileSync(join(cwd, 'exceptions.json'), encode(JSON.stringify([{ image, reason: 'für später', expires: '2027-03-31' }])));
  const { code, out, err } = await run('plan.json', '--registry', HOST, '--exceptions', 'exceptions.json', '--as-of', '2026-11-24');
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('reason: für später (until 2027-03-31)');
});

test.each([
  [[], 'PLAN.json is missing'],
  [['plan.json'], '--registry is missing'],
  [['plan.json', 'other.json', '--registry', HOST], 'unexpected argument "other.json"'],
  [['plan.json', '--registry', HOST, '--nonsense'], 'there is no option --nonsense'],
  [['plan.json', '--registry', HOST, '--json', '--sarif'], '--json and --sarif exclude each other'],
  [['plan.json', '--registry', 'https://r.io'], '[InvalidRegistryHost]'],
  [['plan.json', '--registry', HOST, '--as-of', 'today'], '[InvalidDate]'],
  [['plan.json', '--registry', HOST, '--allow', 'nginx'], 'has no reason'],
  [['plan.json', '--registry', HOST, '--catalog', 'none.json'], '[UnreadableFile]'],
  [['plan.json', '--registry', HOST, '--catalog', 'plan.json'], '[InvalidCatalog]'],
  [['plan.json', '--registry', HOST, '--exceptions', 'catalog.json'], 'is no JSON list of exceptions'],
  [['none.json', '--registry', HOST], 'cannot be read (ENOENT)'],
  [['text.json', '--registry', HOST], 'it is no JSON: give what `terraform show -json PLAN` prints'],
  [['catalog.json', '--registry', HOST], 'it has no format_version'],
  [['future.json', '--registry', HOST], 'format version 2.0 is not known here'],
])('%j is a wrong call, with exit code 2', async (args, message) => {
  file('text.json', 'Terraform will perform');
  file('future.json', { format_version: '2.0', planned_values: {} });
  const { code, out, err } = await run(...args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(message);
});

test('what is wrong with a file is told with its name, and with one remedy', async () => {
  file('text.json', 'Terraform will perform');
  expect((await run('text.json', '--registry', HOST)).err).toMatch(/^golden-image check: text\.json is no plan to go by: it is no JSON: .*\n {2}remedy: `golden-image check --help` tells its options\n$/);
  file('exceptions.json', [{ image: 'docker.io/library/nginx', reason: 'until golden/nginx is there', expires: '2027-03-31' }, { image: 'docker.io/library/redis' }]);
  const { code, err } = await run('plan.json', '--registry', HOST, '--exceptions', 'exceptions.json');
  expect(code).toBe(2);
  expect(err).toMatch(/^golden-image check: exceptions\.json, exception 2: \[MissingProperty\] /);
  expect(err.match(/remedy:/g)).toHaveLength(1);
});

/** A plan of one Lambda function, with some of it changed. */
function planWith(change: object, image = GOLDEN): object {
  return { ...plan({ type: 'aws_lambda_function', after: { image_uri: image } }), ...change };
}

test('a plan that Terraform failed to finish is no plan, for what came after that is not in it', async () => {
  file('plan.json', planWith({ errored: true, complete: false }));
  const { code, out, err } = await run('plan.json', '--registry', HOST);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain('Terraform failed while it made this plan');
});

test('a plan of a part says so, and a whole one says nothing', async () => {
  const said = async (change: object): Promise<[number, string]> => {
    file('plan.json', planWith(change));
    const { code, err } = await run('plan.json', '--registry', HOST);
    return [code, err];
  };
  expect(await said({ errored: false, complete: true })).toEqual([0, '']);
  expect(await said({ errored: false, complete: false })).toEqual([0, 'warning: the plan is of a part: after its apply there is more to plan, and that to check\n']);
});

test('changes that Terraform defers are judged as the others are', async () => {
  const { resource_changes: [change] } = planWith({}, 'nginx:1') as { resource_changes: object[] };
  file('plan.json', planWith({ resource_changes: [], complete: false, deferred_changes: [{ reason: 'provider_config_unknown', resource_change: change }] }));
  const { code, out, err } = await run('plan.json', '--registry', HOST, '--json');
  expect(verdictsIn(out)).toEqual(['aws_lambda_function.r0 image_uri: not-golden docker.io/library/nginx']);
  expect(code).toBe(1);
  expect(err).toContain('the plan is of a part');
});

const CHANGE = { address: 'a.b', mode: 'managed', type: 'a', name: 'b', change: { after: {} } };

test.each([
  ['its changes are null', { resource_changes: null }, 'its resource_changes are no list'],
  ['its changes are an object', { resource_changes: {} }, 'its resource_changes are no list'],
  ['its deferred changes are no list', { deferred_changes: 'x' }, 'its deferred_changes are no list'],
  ['a deferred change is null', { deferred_changes: [null] }, 'its change of a resource is not as plans have it'],
  ['a change is null', { resource_changes: [null] }, 'its change of a resource is not as plans have it'],
  ['a change says nothing', { resource_changes: [{ ...CHANGE, change: undefined }] }, 'its change of a.b is not as plans have it'],
  ['a resource will be a text', { resource_changes: [{ ...CHANGE, change: { after: 'x' } }] }, 'its change of a.b is not as plans have it'],
  ['a resource has no type', { resource_changes: [{ ...CHANGE, type: undefined }] }, 'its change of a.b is not as plans have it'],
  ['a module is a number', { resource_changes: [{ ...CHANGE, module_address: 1 }] }, 'its change of a.b is not as plans have it'],
])('where %s, it is no plan, with exit code 2', async (_, change, message) => {
  file('plan.json', planWith(change));
  const { code, out, err } = await run('plan.json', '--registry', HOST);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(message);
});

test.each([{ configuration: 'x' }, { configuration: null }, { configuration: { root_module: { resources: {} } } }, { configuration: { root_module: { resources: [null] } } }])('a plan with %j is judged by its values', async (change) => {
  file('plan.json', planWith(change));
  expect((await run('plan.json', '--registry', HOST)).code).toBe(0);
});

test('text of a plan moves no cursor', async () => {
  file('plan.json', plan({ type: 'aws_lambda_function', after: { image_uri: 'a\u001b[2Jb' } }));
  expect((await run('plan.json', '--registry', HOST)).out).not.toContain('\u001b');
});

test('the command loads neither CDKTF nor a provider', () => {
  jest.isolateModules(() => {
    jest.doMock('cdktf', () => {
      throw new Error('cdktf is loaded');
    });
    jest.doMock('constructs', () => {
      throw new Error('constructs is loaded');
    });
    expect(() => require('../../lib/cli/commands/check') as unknown).not.toThrow(); // eslint-disable-line @typescript-eslint/no-require-imports
  });
});

test('the help names every option', () => {
  const source = readFileSync(join(__dirname, '../../lib/cli/check/check-options.ts'), 'utf8');
  const options = [...source.matchAll(/^ {2}'([a-z-]+)': \{ type/gm)].map(([, name]) => name!);
  expect(options.length).toBe(8);
  for (const option of options) expect(CHECK.help).toContain(`--${option} `);
});
