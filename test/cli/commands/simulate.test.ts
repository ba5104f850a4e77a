import { main } from '../../../lib/cli/main';
import { LifecyclePolicy } from '../../../lib/registry/lifecycle/lifecycle-policy';
import { LifecycleRule } from '../../../lib/registry/lifecycle/lifecycle-rule';
import { LifecycleSelection } from '../../../lib/registry/lifecycle/lifecycle-selection';
import { Home } from '../support/home';

const POLICY = LifecyclePolicy.of([LifecycleRule.protectTags('prod-*'), LifecycleRule.expireAfter(14, LifecycleSelection.untagged()), LifecycleRule.keepLast(1, LifecycleSelection.tagged('rc-*'))])._render();
const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
const detail = (letter: string, imagePushedAt: string | number, ...imageTags: string[]): object => ({
  registryId: '111122223333',
  repositoryName: 'golden/debian',
  imageDigest: digest(letter),
  ...(imageTags.length > 0 && { imageTags }),
  imageSizeInBytes: 1,
  imagePushedAt,
});

const DETAILS = [
  detail('a', '2026-01-01T00:00:00+00:00', 'prod-1'),
  detail('b', '2026-05-01T02:00:00+02:00'),
  detail('c', Date.parse('2026-05-30T00:00:00Z') / 1000),
  detail('d', '2026-05-01T00:00:00Z', 'rc-1'),
  detail('e', '2026-05-02T00:00:00Z', 'rc-2'),
];

let home: Home;
beforeEach(() => {
  home = new Home();
  home.file('policy.json', POLICY);
  home.file('images.json', { imageDetails: DETAILS });
});

const simulate = (...args: string[]): Promise<number> => main(['simulate', '--policy', 'policy.json', '--images', 'images.json', '--as-of', '2026-06-01', ...args], home.io);

test('of each image it tells what happens, when and by which rule, what comes first at the top', async () => {
  expect({ code: await simulate(), err: home.err }).toEqual({ code: 0, err: '' });
  const lines = home.out.trim().split('\n');
  expect(lines.map((line) => line.trim().split(/ {2,}/).slice(0, 4))).toEqual([
    ['expire', 'now', digest('b').slice(0, 19), '(untagged)'],
    ['expire', 'now', digest('d').slice(0, 19), 'rc-1'],
    ['expire', '2026-06-13T00:00Z', digest('c').slice(0, 19), '(untagged)'],
    ['keep', digest('a').slice(0, 19), 'prod-1', expect.stringContaining('rule 1')],
    ['keep', digest('e').slice(0, 19), 'rc-2', expect.stringContaining('rule 2')],
    ['5 images: 2 expire now and 1 later, 0 are archived now and 0 later, 2 stay'],
  ]);
});

test('--json has the fates in the order of the images, with their tags', async () => {
  expect(await simulate('--json')).toBe(0);
  const { asOf, images } = JSON.parse(home.out) as { asOf: string; images: object[] };
  expect(asOf).toBe('2026-06-01T00:00:00.000Z');
  expect(images).toMatchObject([
    { digest: digest('a'), action: 'keep', tags: ['prod-1'] },
    { digest: digest('b'), action: 'expire', isDue: true, tags: [] },
    { digest: digest('c'), action: 'expire', isDue: false, at: '2026-06-13T00:00:00.000Z' },
    { digest: digest('d'), action: 'expire', tags: ['rc-1'] },
    { digest: digest('e'), action: 'keep' },
  ]);
});

test('the answer of get-lifecycle-policy is a policy too', async () => {
  home.file('policy.json', { registryId: '111122223333', repositoryName: 'golden/debian', lifecyclePolicyText: POLICY, lastEvaluatedAt: '2026-01-01T00:00:00Z' });
  expect(await simulate()).toBe(0);
  expect(home.out).toContain('5 images: 2 expire now');
});

test('what is archived, was restored, or refers to another image is judged as that', async () => {
  home.file('images.json', {
    imageDetails: [
      { ...detail('b', '2026-05-01T00:00:00Z'), imageStatus: 'ARCHIVED', lastArchivedAt: '2026-05-02T00:00:00Z' },
      { ...detail('c', '2026-01-01T00:00:00Z', 'rc-1'), imageStatus: 'ACTIVE', lastArchivedAt: '2026-02-01T00:00:00Z', lastActivatedAt: '2026-05-30T00:00:00Z' },
      detail('d', '2026-05-01T00:00:00Z', 'rc-2'),
      { ...detail('e', '2026-05-01T00:00:00Z'), subjectManifestDigest: digest('c') },
    ],
  });
  expect(await simulate('--json')).toBe(0);
  expect((JSON.parse(home.out) as { images: object[] }).images).toMatchObject([{ action: 'keep' }, { action: 'keep' }, { action: 'expire' }, { action: 'keep' }]);
});

test.each([
  ['policy.json', '{"rules":[]}', 1, 'policy.json: [InvalidLifecyclePolicy]'],
  ['policy.json', '{"lifecyclePolicyText":"rules"}', 1, 'policy.json: [InvalidLifecyclePolicy]'],
  ['policy.json', '{}', 1, 'policy.json is no lifecycle policy: it has neither lifecyclePolicyText nor rules\n  remedy: run `aws ecr get-lifecycle-policy '],
  ['policy.json', 'null', 1, 'policy.json is no lifecycle policy: it has neither'],
  ['policy.json', 'rules', 1, 'policy.json is no lifecycle policy: it is not JSON'],
  ['images.json', '[', 1, 'is not what `aws ecr describe-images` prints'],
  ['images.json', '{}', 1, 'it has no imageDetails'],
  ['images.json', '[{"imageDigest":"sha256:a"}]', 1, 'image 0 has no imageDigest or no imagePushedAt'],
  ['images.json', '[null]', 1, 'image 0 has no imageDigest'],
  ['images.json', `[{"imageDigest":"${digest('a')}","imagePushedAt":"yesterday"}]`, 1, `imagePushedAt of ${digest('a')} is no date`],
  ['images.json', '[{"repositoryName":"a","imageDigest":"x","imagePushedAt":1},{"repositoryName":"b"}]', 1, 'images of several repositories: a, b'],
])('%s with %s is an error that says what is wrong', async (file, text, code, message) => {
  home.file(file, text);
  expect(await simulate()).toBe(code);
  expect(home.err).toContain(message);
});

test('files that are not given or not there are wrong usage', async () => {
  expect(await main(['simulate', '--images', 'images.json'], home.io)).toBe(2);
  expect(home.err).toContain('--policy FILE is missing');
  expect(await main(['simulate', '--policy', 'absent.json', '--images', 'images.json'], home.io)).toBe(2);
  expect(home.err).toContain('absent.json cannot be read (ENOENT)');
});
