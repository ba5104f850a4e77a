import { AllowedImage } from '../../lib/verdict/allowed-image';
import { CatalogDocument } from '../../lib/verdict/catalog-document';
import { GoldenRelease } from '../../lib/verdict/golden-release';
import { ImageException } from '../../lib/verdict/image-exception';
import { VerdictLevel } from '../../lib/verdict/image-verdict';
import { judge, Judgement, needlessExceptions } from '../../lib/verdict/judge';
import { resolveRequirements } from '../../lib/verdict/requirements';
import { GoldenImageRequirements } from '../../lib/verdict/requirements-options';

const HOST = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
const digest = (char: string): string => `sha256:${char.repeat(64)}`;
const GOLDEN = `${HOST}/golden/debian@${digest('a')}`;
const WARNED = { since: '2026-06-01', removeAfter: '2026-12-31', reason: 'Debian 11 ends', replacement: 'golden/debian', migrationGuide: 'https://wiki.example.com/debian-12' };

const CATALOG = CatalogDocument.fromObject({
  schemaVersion: 1,
  images: [
    {
      namespace: 'golden',
      name: 'debian',
      base: { name: 'docker.io/library/debian', digest: null },
      deprecation: null,
      revocations: [{ digest: digest('b'), version: null, reason: 'backdoor' }],
      inherited: [],
    },
    { namespace: 'golden', name: 'perl', deprecation: null, revocations: [{ digest: null, version: '12.1.0', reason: 'CVE-2026-1' }] },
    { namespace: 'golden', name: 'ruby', deprecation: WARNED, revocations: [{ version: '3.0.0', reason: 'CVE-2026-2' }] },
    { namespace: 'golden', name: 'bullseye', deprecation: WARNED, revocations: [] },
    {
      namespace: 'golden',
      name: 'python',
      deprecation: null,
      revocations: [],
      inherited: [{ image: 'golden/debian', deprecation: null, revocations: [{ digest: null, version: '12.1.0', reason: 'CVE-2026-1' }] }],
    },
    { namespace: 'golden', name: 'node', inherited: [{ image: 'golden/bullseye', deprecation: WARNED, revocations: [] }] },
  ],
});

function judged(text: string | undefined, options: Partial<GoldenImageRequirements> = {}, release?: GoldenRelease): Judgement {
  const requirements = resolveRequirements({ registries: [HOST], catalog: CATALOG, asOf: '2026-11-24', ...options }, 'test');
  const references = new Map(release === undefined ? [] : [[text!, { path: 'stack/Base', namespace: 'golden', release }]]);
  return judge({ place: 'stack/Task', type: 'aws_ecs_task_definition', use: 'image', ...(text === undefined ? { unknown: 'nobody knows' } : { text }) }, requirements, references);
}

const said = (...args: Parameters<typeof judged>): string => {
  const { verdict, level } = judged(...args);
  return `${verdict}: ${level}`;
};

test('an image of the registry and namespace is golden by its digest, under every name of the registry', () => {
  expect(said(GOLDEN)).toBe('golden: report');
  expect(said(`${HOST}/golden/debian:12.2.0@${digest('a')}`)).toBe('golden: report');
  expect(said(GOLDEN.replace('.ecr.', '.ecr-fips.'))).toBe('golden: report');
});

test.each([
  ['another account', GOLDEN.replace('1111', '9999')],
  ['another region', GOLDEN.replace('eu-west-1', 'eu-west-2')],
  ['the candidates', GOLDEN.replace('/golden/', '/golden-candidates/')],
  ['a namespace that ends as ours', GOLDEN.replace('/golden/', '/team/golden/')],
  ['a public image of that name', `golden/debian@${digest('a')}`],
  ['a name that the catalogue does not have', `${HOST}/golden/debain@${digest('a')}`],
  ['a name below one that the catalogue has', `${HOST}/golden/debian/evil@${digest('a')}`],
  ['another image', 'nginx:1.27'],
])('%s is not golden', (_, text) => {
  expect(said(text)).toBe('not-golden: error');
});

test('what is not golden is told what to use', () => {
  expect(judged('debian:12').remedy).toBe('use golden/debian, which is built on it');
  expect(judged('nginx').remedy).toContain(`${HOST}/golden/…`);
  expect(judged(`${HOST}/golden/debain@${digest('a')}`).remedy).toContain('golden/bullseye, golden/debian, golden/node');
});

test('a tag alone says not which release runs, and neither does no tag', () => {
  expect(said(`${HOST}/golden/debian:12.2.0`)).toBe('tag-only: error');
  expect(said(`${HOST}/golden/debian`)).toBe('tag-only: error');
});

test('a namespace may lie below a prefix of a mirror, and the catalogue has the name without it', () => {
  const mirror = { registries: ['mirror.example.com:5000'], namespaces: ['ecr/golden'] };
  expect(said(`mirror.example.com:5000/ecr/golden/debian@${digest('a')}`, mirror)).toBe('golden: report');
  expect(said(`mirror.example.com:5000/ecr/golden/debian@${digest('b')}`, mirror)).toBe('revoked: error');
  expect(said(`mirror.example.com:5000/golden/debian@${digest('a')}`, mirror)).toBe('not-golden: error');
});

test('where a namespace lies below another one, an image is of the longer one', () => {
  for (const namespaces of [['mirror', 'mirror/golden', 'golden'], ['golden', 'mirror/golden', 'mirror']]) {
    expect(said(`${HOST}/mirror/golden/debian:1@${digest('b')}`, { namespaces })).toBe('revoked: error');
    expect(said(`${HOST}/mirror/golden/debian:1@${digest('a')}`, { namespaces })).toBe('golden: report');
  }
});

test.each([
  ['in capitals', `sha256:${'B'.repeat(64)}`],
  ['that is cut', `sha256:${'b'.repeat(32)}`],
  ['of another algorithm', `md5:${'b'.repeat(32)}`],
])('a digest %s is that of no release, so that nobody knows whether it is revoked', (_, malformed) => {
  expect(judged(`${HOST}/golden/debian@${malformed}`)).toMatchObject({ verdict: 'unknown', level: 'warning', message: expect.stringContaining('expected "sha256:" and 64'), remedy: expect.stringContaining('copy the digest') });
  expect(said(`nginx@${malformed}`)).toBe('not-golden: error');
});

test('a release is revoked by its digest, or by its version with every refresh and variant', () => {
  expect(judged(`${HOST}/golden/debian@${digest('b')}`)).toMatchObject({ verdict: 'revoked', level: 'error', message: expect.stringContaining('backdoor') });
  for (const tag of ['12.1.0', '12.1.0-20261101', '12.1.0-20261101030000', '12.1.0-debug', '12.1.0-20261101-dev']) expect(said(`${HOST}/golden/perl:${tag}@${digest('a')}`)).toBe('revoked: error');
  for (const tag of ['12.1.0-rc1', '12.1.01', '112.1.0', '12.1']) expect(said(`${HOST}/golden/perl:${tag}`)).toBe('tag-only: error');
});

test('whether a digest is of a revoked version is unknown, whatever tag stands before it', () => {
  for (const tag of ['', ':12.2.0']) expect(judged(`${HOST}/golden/perl${tag}@${digest('a')}`)).toMatchObject({ verdict: 'unknown', level: 'warning', message: expect.stringContaining('12.1.0 (CVE-2026-1)'), remedy: expect.stringContaining('GoldenImageReference') });
});

test('of what is deprecated and cannot be told, the stricter is reported', () => {
  const text = `${HOST}/golden/ruby@${digest('a')}`;
  expect(said(text)).toBe('unknown: warning');
  expect(said(text, { levels: { deprecated: VerdictLevel.ERROR } })).toBe('deprecated: error');
  expect(said(text, { levels: { deprecated: VerdictLevel.ERROR, unknown: VerdictLevel.ERROR } })).toBe('unknown: error');
  expect(said(`${HOST}/golden/bullseye:11`, { levels: { deprecated: VerdictLevel.ERROR, tagOnly: VerdictLevel.WARNING, reason: 'counting' } })).toBe('deprecated: error');
});

test('a deprecated image is a warning from its first day, and an error after its last one', () => {
  const text = `${HOST}/golden/bullseye@${digest('a')}`;
  expect(['2026-05-31', '2026-06-01', '2026-12-31', '2027-01-01'].map((asOf) => said(text, { asOf }))).toEqual(['golden: report', 'deprecated: warning', 'deprecated: warning', 'deprecated: error']);
  expect(judged(text)).toMatchObject({ message: expect.stringContaining('by 2026-12-31: Debian 11 ends'), remedy: 'move to golden/debian; guide: https://wiki.example.com/debian-12' });
});

test('after its last day a deprecation is an error at any level', () => {
  expect(said(`${HOST}/golden/bullseye@${digest('a')}`, { asOf: '2027-01-01', levels: { deprecated: VerdictLevel.REPORT, reason: 'counting' } })).toBe('deprecated: error');
});

test('a child is deprecated with what it is built on', () => {
  expect(judged(`${HOST}/golden/node@${digest('a')}`)).toMatchObject({ verdict: 'deprecated', message: expect.stringContaining('golden/node, which is built on golden/bullseye, is deprecated') });
});

test('whether a pinned child is built on a revoked release is unknown; the channel has moved on', () => {
  expect(said(`${HOST}/golden/python@${digest('a')}`)).toBe('unknown: warning');
  expect(said('${x}', {}, { repositoryName: 'golden/python', isReference: true, followsChannel: true })).toBe('golden: report');
});

test('a reference is golden, unless the catalogue says otherwise', () => {
  expect(said('${a}/golden/debian@${b}', {}, { repositoryName: 'golden/debian', isReference: true, followsChannel: true })).toBe('golden: report');
  expect(said('${a}', {}, { repositoryName: 'golden/bullseye', isReference: true, followsChannel: true })).toBe('deprecated: warning');
  expect(said('${a}', {}, { repositoryName: 'golden/debian', isReference: true, digest: digest('b') })).toBe('revoked: error');
  expect(said('${a}', {}, { repositoryName: 'golden/perl', isReference: true, tag: '12.1.0-20261101' })).toBe('revoked: error');
  expect(said('${a}', {}, { repositoryName: 'golden/perl', isReference: true, tag: '12.2.0' })).toBe('golden: report');
  expect(said('${a}', {}, { repositoryName: 'golden/perl', isReference: true, digest: digest('a') })).toBe('golden: report');
});

test('what is only known when Terraform applies never passes', () => {
  expect(said('${data.a.b}/golden/debian@${data.c.d}')).toBe('unknown: warning');
  expect(said(undefined)).toBe('unknown: warning');
  expect(said('not an image')).toBe('unknown: warning');
});

test('an image is allowed by its repository or a path, for a reason, and a golden one is judged all the same', () => {
  const allow = (repository: string): Partial<GoldenImageRequirements> => ({ allowed: [AllowedImage.of({ repository, reason: 'theirs' })] });
  expect(judged('nginx:1', allow('nginx'))).toMatchObject({ verdict: 'allowed', message: expect.stringContaining('theirs') });
  for (const [text, repository] of [['nginx', 'docker.io/library/nginx'], ['aws/codebuild/standard:7.0', 'aws/codebuild/*'], ['public.ecr.aws/a/b:1', 'public.ecr.aws/*'], ['r.io/a/b/c', 'R.io/a/*'], ['grafana/agent', 'grafana/*']] as const) {
    expect([text, said(text, allow(repository))]).toEqual([text, 'allowed: report']);
  }
  for (const [text, repository] of [['nginx', 'ngin'], ['r.io/ab', 'r.io/a/*'], ['r.io/a', 'r.io/a/*'], ['other.io/a/b', 'r.io/*']] as const) {
    expect([text, said(text, allow(repository))]).toEqual([text, 'not-golden: error']);
  }
  expect(said(`${HOST}/golden/debian@${digest('b')}`, allow(`${HOST}/*`))).toBe('revoked: error');
});

describe('an image that CodeBuild provides', () => {
  const CURATED = 'aws/codebuild/standard:7.0';
  const inProject = (options: Partial<GoldenImageRequirements> = {}, text = CURATED, type = 'aws_codebuild_project'): Judgement =>
    judge({ place: 'stack/Build', type, use: 'environment.image', text }, resolveRequirements({ registries: [HOST], asOf: '2026-11-24', ...options }, 'test'));
  const except = [ImageException.of({ resource: 'stack/Build', reason: 'until golden/build', expires: '2026-12-31' })];

  test('is reported as what it is where a project runs in it, and asks for nothing', () => {
    expect(inProject()).toMatchObject({ verdict: 'curated', level: 'report', message: expect.stringContaining('maintained by AWS') });
    expect(inProject().remedy).toBeUndefined();
  });

  test.each([
    ['elsewhere', CURATED, 'docker_container'],
    ['of another publisher', 'docker.io/aws/codebuild/standard:7.0', 'aws_codebuild_project'],
    ['of another name of AWS', 'public.ecr.aws/codebuild/amazonlinux-x86_64-standard:5.0', 'aws_codebuild_project'],
    ['below a longer name', 'aws/codebuilder/standard:7.0', 'aws_codebuild_project'],
  ])('is none %s', (_, text, type) => {
    expect(inProject({}, text, type).verdict).toBe('not-golden');
  });

  test('can be refused, and then be allowed or excepted', () => {
    const levels = { curated: VerdictLevel.ERROR };
    expect(inProject({ levels })).toMatchObject({ verdict: 'curated', level: 'error', remedy: expect.stringContaining('golden image') });
    expect(inProject({ levels, allowed: [AllowedImage.of({ repository: 'aws/codebuild/standard', reason: 'builds alone' })] })).toMatchObject({ verdict: 'allowed', level: 'report' });
    expect(inProject({ levels, exceptions: except })).toMatchObject({ verdict: 'curated', level: 'report', exception: expect.stringContaining('until golden/build') });
  });

  test('needs an exception only where it is refused', () => {
    const needless = (options: Partial<GoldenImageRequirements>): readonly string[] => needlessExceptions([inProject({ exceptions: except, ...options })], resolveRequirements({ registries: [HOST], exceptions: except, ...options }, 'test'));
    expect(needless({})).toEqual(['the exception of stack/Build is not needed: nothing that it covers is found']);
    expect(needless({ levels: { curated: VerdictLevel.WARNING } })).toEqual([]);
  });
});

test('a level is weaker only with a reason', () => {
  expect(said('nginx', { levels: { notGolden: VerdictLevel.WARNING, reason: 'counting first' } })).toBe('not-golden: warning');
  expect(said(undefined, { levels: { unknown: VerdictLevel.ERROR } })).toBe('unknown: error');
  expect(() => judged('nginx', { levels: { notGolden: VerdictLevel.REPORT } })).toThrow('MissingReason');
});

describe('an exception', () => {
  const except = (options: { image?: string; resource?: string }, expires = '2026-12-31'): Partial<GoldenImageRequirements> => ({ exceptions: [ImageException.of({ ...options, reason: 'until the move', expires })] });

  test.each([{ image: 'nginx' }, { image: 'nginx:1' }, { resource: 'stack' }, { resource: 'stack/Task' }, { image: 'docker.io/library/nginx', resource: 'stack' }])('of %j lets through, and stays in the report', (options) => {
    expect(judged('nginx:1', except(options))).toMatchObject({ verdict: 'not-golden', level: 'report', exception: 'until the move (until 2026-12-31)' });
  });

  test.each([{ image: 'nginx:2' }, { image: 'httpd' }, { resource: 'stac' }, { resource: 'stack/Task2' }, { image: 'nginx', resource: 'other' }])('of %j does not', (options) => {
    expect(said('nginx:1', except(options))).toBe('not-golden: error');
  });

  test('holds on its last day, and is an error on the next', () => {
    expect(said('nginx', except({ image: 'nginx' }, '2026-11-24'))).toBe('not-golden: report');
    expect(judged('nginx', except({ image: 'nginx' }, '2026-11-23'))).toMatchObject({ level: 'error', message: expect.stringContaining('has expired on 2026-11-23') });
  });

  test('that has expired makes an error of a warning', () => {
    expect(said(undefined, except({ resource: 'stack' }, '2026-11-23'))).toBe('unknown: error');
  });

  test('of a resource lets what is unknown through', () => {
    expect(said(undefined, except({ resource: 'stack/Task' }))).toBe('unknown: report');
  });

  test('lets a revoked release through only where it names it', () => {
    const revoked = `${HOST}/golden/debian@${digest('b')}`;
    expect(said(revoked, except({ image: `${HOST}/golden/debian` }))).toBe('revoked: error');
    expect(said(revoked, except({ resource: 'stack' }))).toBe('revoked: error');
    expect(said(revoked, except({ image: revoked }))).toBe('revoked: report');
  });

  test('that nothing needs is told', () => {
    const requirements = resolveRequirements({ registries: [HOST], ...except({ image: 'nginx', resource: 'stack' }) }, 'test');
    const use = { place: 'stack/Task', type: 'x', use: 'image' };
    expect(needlessExceptions([judge({ ...use, text: GOLDEN }, requirements)], requirements)).toEqual(['the exception of nginx in stack is not needed: nothing that it covers is found']);
    expect(needlessExceptions([judge({ ...use, text: 'nginx' }, requirements)], requirements)).toEqual([]);
  });
});

test('without a catalogue every name in the namespace is golden', () => {
  expect(said(`${HOST}/golden/anything@${digest('b')}`, { catalog: undefined as never })).toBe('golden: report');
});
