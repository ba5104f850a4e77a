import { SUPPORT_LIFECYCLES } from '../../lib/base-image/support-lifecycle-data';

/** The day on which the sources were last looked at. */
const LOOKED_AT = '2026-11-24';

/** Releases of every product, in the order in which their standard support ends. */
const RELEASES: Readonly<Record<string, readonly string[]>> = {
  'debian': ['10', '11', '12', '13'],
  'ubuntu': ['18.04', '22.10', '23.04', '23.10', '20.04', '24.10', '25.04', '25.10', '22.04', '26.10', '24.04', '26.04'],
  'alpine': ['3.16', '3.17', '3.18', '3.19', '3.20', '3.21', '3.22', '3.23', '3.24'],
  'amazon-linux': ['2', '2023'],
  'ubi': ['7', '8', '9', '10'],
  'opensuse-leap': ['15.5', '15.6', '16.0'],
  'node': ['17', '19', '16', '21', '18', '23', '20', '25', '22', '24', '26'],
  'python': ['3.8', '3.9', '3.10', '3.11', '3.12', '3.13', '3.14', '3.15'],
  'golang': ['1.20', '1.21', '1.22', '1.23', '1.24', '1.25'],
  'eclipse-temurin': ['22', '23', '24', '26', '27', '11', '17', '21', '8', '25'],
  'ruby': ['2.7', '3.0', '3.1', '3.2', '3.3', '3.4', '4.0'],
  'php': ['7.4', '8.0', '8.1', '8.2', '8.3', '8.4', '8.5'],
};

/** Whether text is a day of the calendar: a day that does not exist is refused or printed back as another one. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

test.each(['2026-02-29', '2026-04-31', '2026-13-01', '2026-1-1', '2026-11', ''])('%j is not a day', (text) => {
  expect(isDay(text)).toBe(false);
});

test('the known releases of every product are listed, once', () => {
  const releases: Record<string, string[]> = {};
  for (const { product, release } of SUPPORT_LIFECYCLES) {
    (releases[product] ??= []).push(release);
  }
  expect(releases).toEqual(RELEASES);
  const names = SUPPORT_LIFECYCLES.map(({ product, release }) => `${product} ${release}`);
  expect(new Set(names).size).toBe(names.length);
});

test('releases of a product stand in the order in which their support ends', () => {
  for (const product of Object.keys(RELEASES)) {
    const ends = SUPPORT_LIFECYCLES.filter((lifecycle) => lifecycle.product === product).map((lifecycle) => lifecycle.endOfStandardSupport);
    expect(ends).toEqual([...ends].sort());
  }
});

test('a code name names one release of a product', () => {
  const names = SUPPORT_LIFECYCLES.filter(({ codename }) => codename !== undefined).map(({ product, codename }) => `${product} ${codename}`);
  expect(names).toEqual(expect.arrayContaining(['debian bookworm', 'ubuntu noble', 'node krypton']));
  expect(new Set(names).size).toBe(names.length);
});

describe.each(SUPPORT_LIFECYCLES.map((lifecycle) => [`${lifecycle.product} ${lifecycle.release}`, lifecycle] as const))('%s', (_, lifecycle) => {
  test('has days of the calendar', () => {
    expect(isDay(lifecycle.endOfStandardSupport)).toBe(true);
    expect(isDay(lifecycle.endOfExtendedSupport ?? lifecycle.endOfStandardSupport)).toBe(true);
    expect(isDay(lifecycle.read)).toBe(true);
  });

  test('has extended support, if any, by name and after standard support', () => {
    expect(lifecycle.extendedSupport === undefined).toBe(lifecycle.endOfExtendedSupport === undefined);
    expect((lifecycle.endOfExtendedSupport ?? lifecycle.endOfStandardSupport) >= lifecycle.endOfStandardSupport).toBe(true);
  });

  test('has a source that was read', () => {
    expect(new URL(lifecycle.source).protocol).toBe('https:');
    expect(lifecycle.read <= LOOKED_AT).toBe(true);
  });

  test('cannot be changed', () => {
    expect(Object.isFrozen(lifecycle)).toBe(true);
  });
});

test('the list cannot be changed', () => {
  expect(Object.isFrozen(SUPPORT_LIFECYCLES)).toBe(true);
});

test.each([
  ['debian', '12', '2026-07-11', '2028-06-30'],
  ['ubuntu', '24.04', '2029-05-31', '2034-04-25'],
  ['amazon-linux', '2023', '2029-06-30', undefined],
  ['ubi', '9', '2032-05-31', '2036-05-31'],
  ['node', '22', '2027-04-30', undefined],
  ['eclipse-temurin', '21', '2029-12-31', undefined],
])('%s %s is supported to %s', (product, release, standard, extended) => {
  expect(SUPPORT_LIFECYCLES.find((lifecycle) => lifecycle.product === product && lifecycle.release === release)).toMatchObject(
    extended === undefined ? { endOfStandardSupport: standard } : { endOfStandardSupport: standard, endOfExtendedSupport: extended },
  );
});
