import { catalogue } from './catalogue';
import { QUOTA_IDS, QUOTAS, type QuotaId } from './figures';
import { simulate, type Outcome } from './simulate';

const quotas = (few: { readonly [id in QuotaId]?: number } = {}): { readonly [id in QuotaId]: number } =>
  Object.fromEntries(QUOTA_IDS.map((id) => [id, few[id] ?? QUOTAS[id].value])) as { readonly [id in QuotaId]: number };
const patch = (images: number, few: { readonly [id in QuotaId]?: number } = {}, levels = 5): Outcome => simulate({ images: catalogue(images, levels), starts: 'patch', quotas: few });

test('one image alone takes the sum of its steps', () => {
  const copy = 45 / 50;
  const build = 30 + 10 + 28 / 50 + 80 + copy;
  const release = 30 + 10 + 60 + copy + copy + (copy + 10);
  const outcome = patch(1);
  // No quota holds one image up: the channel is the first of two parameters, of which three may be written in a second.
  expect(outcome.hours * 3600).toBeCloseTo(build + release, 6);
  expect(outcome.builds).toBe(2);
  // Of 121.46 s, and of 112.7 s and 10.9 s to tell.
  expect(outcome.buildMinutes).toBe(3 + 3);
  expect(outcome.gigabytes).toBeCloseTo(0.028 + 5 * 0.045, 6);
});

test('one image alone makes the calls that were counted by hand', () => {
  const push = 8 + 8 + 10 + 8 + 1;
  const pull = 2 + 8;
  const attached = 1 + (2 + 2 + 2 + 2 + 1);
  const build = 1 + 2 + pull + push;
  const release = 1 + 6 + pull + push + pull + 3 * attached + 1 + 2 + 1;
  const told = pull + 1 + 1;
  const starts = 1 + 1 + 2; // the schedule, the rule, two StartBuilds
  expect(patch(1).calls).toBe(build + release + told + starts);
});

test('a chain of three images takes three times as long as one', () => {
  const chain = [0, 1, 2].map((index) => ({ level: index + 1, children: index < 2 ? [index + 1] : [] }));
  expect(simulate({ images: chain, starts: 'patch' }).hours).toBeCloseTo(3 * patch(1).hours, 2);
});

test('with both platforms a release waits for two builds and runs once', () => {
  const outcome = simulate({ images: catalogue(1, 1), starts: 'patch', platforms: ['linuxBuilds', 'armBuilds'] });
  expect(outcome.builds).toBe(3);
  expect(outcome.peaks.armBuilds).toBe(1);
});

describe.each([
  ['the quotas of figures.ts', {}],
  ['small quotas', { linuxBuilds: 7, putImage: 1, putParameter: 1, startBuild: 1, initiateUpload: 9, getParameter: 2 }],
] as const)('with %s', (_, few) => {
  const outcome = patch(500, few);

  test('no quota is exceeded in any second', () => {
    for (const id of QUOTA_IDS) expect({ id, peak: outcome.peaks[id] <= quotas(few)[id] }).toEqual({ id, peak: true });
  });

  test('the quotas that throttle are used up', () => {
    for (const id of QUOTA_IDS.filter((id) => outcome.throttledBy[id] > 0)) expect({ id, peak: outcome.peaks[id] }).toEqual({ id, peak: quotas(few)[id] });
  });

  test('the queue never holds more than five times the builds that run', () => {
    expect(outcome.mostWaiting).toBeLessThanOrEqual(5 * quotas(few).linuxBuilds);
  });

  test('every image is built and released once', () => {
    expect(outcome).toMatchObject({ moved: 500, lost: 0, builds: 1000 });
  });
});

test('every build that was started ends, and an image moves, was given up, or is below one that was', () => {
  const images = catalogue(1000, 2);
  const outcome = simulate({ images, starts: 'patch', quotas: { linuxBuilds: 1 } });
  expect(outcome.lost).toBeGreaterThan(0);
  expect(outcome.moved).toBeLessThan(1000);
  // A start that was given up was of a build or of its release.
  expect(outcome.builds).toBeGreaterThanOrEqual(2 * outcome.moved);
  expect(outcome.builds).toBeLessThanOrEqual(2 * outcome.moved + outcome.lost);
});

test('a full queue refuses, and EventBridge repeats', () => {
  const outcome = simulate({ images: catalogue(20, 1), starts: 'everything', quotas: { linuxBuilds: 2 } });
  expect(outcome.mostWaiting).toBe(10);
  expect(outcome.throttledBy.linuxBuilds).toBeGreaterThan(0);
  expect(outcome).toMatchObject({ moved: 20, lost: 0 });
});

test.each(QUOTA_IDS)('doubling %s never makes a patch slower by more than the chance of a retry', (id) => {
  for (const few of [{}, { linuxBuilds: 20, startBuild: 2 }]) {
    const before = quotas(few);
    expect(patch(300, { ...few, [id]: 2 * before[id] }).hours).toBeLessThanOrEqual(patch(300, few).hours * 1.05);
  }
});

test('twice the builds at once halve a time that they alone decide', () => {
  const few = { putParameter: 1000, startBuild: 1000 };
  const [five, ten] = [5, 10].map((linuxBuilds) => patch(200, { ...few, linuxBuilds }, 1).hours);
  expect(five! / ten!).toBeGreaterThan(1.7);
});

test('two runs are the same', () => {
  expect(patch(300, { linuxBuilds: 5 })).toEqual(patch(300, { linuxBuilds: 5 }));
});

test('ten thousand images are simulated in seconds', () => {
  const began = Date.now();
  expect(patch(10_000).moved).toBe(10_000);
  expect(Date.now() - began).toBeLessThan(20_000);
});
