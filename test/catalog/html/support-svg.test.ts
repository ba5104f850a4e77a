import { sentence, supportSvg, yearsOf } from '../../../lib/catalog/html/support-svg';

const SUPPORT = { release: 'debian 12', ends: '2026-07-02', extendedName: 'Debian LTS', extendedEnds: '2027-07-02', source: null };
const UNKNOWN = { release: null, ends: null, extendedName: null, extendedEnds: null, source: null };

test('the years go from that of the day, or of what ended before, to the last one in which something ends', () => {
  expect(yearsOf([SUPPORT, UNKNOWN], '2026-11-24')).toEqual({ from: 2026, to: 2028 });
  expect(yearsOf([{ ...SUPPORT, ends: '2019-01-01' }], '2026-11-24')).toEqual({ from: 2019, to: 2028 });
  expect(yearsOf([UNKNOWN], '2026-11-24')).toEqual({ from: 2026, to: 2027 });
});

test('support is a bar to its end, extended support one from there on, and the day is marked', () => {
  expect(supportSvg('id', 'Support of golden/debian', [SUPPORT], '2027-01-01', { from: 2026, to: 2028 }).text).toBe(`<svg class="support" role="img" aria-labelledby="id-title id-desc" width="100%" height="72">
<title id="id-title">Support of golden/debian</title>
<desc id="id-desc">debian 12: ended 2026-07-02, extended until 2027-07-02. As of 2027-01-01.</desc>
<text class="year" x="0%" y="10">2026</text><text class="year" x="50%" y="10">2027</text>
<text class="now" x="50%" y="26" dx="3" text-anchor="end">as of 2027-01-01</text>
<rect class="bar rest" x="0%" y="42" width="100%" height="10"/><rect class="bar standard" x="0%" y="42" width="24.93%" height="10"/><rect class="bar extended" x="24.93%" y="44" width="50%" height="6"/><line class="tick" x1="50%" x2="50%" y1="42" y2="52"/><line class="now" x1="50%" x2="50%" y1="38" y2="56"/><text class="dates" x="0" y="67">ended 2026-07-02, extended until 2027-07-02</text>
</svg>`);
});

test('where nothing is known, there is no bar but the ground', () => {
  const drawn = supportSvg('id', 'Support', [{ ...UNKNOWN, label: 'Not known (1 image)' }], '2026-11-24', { from: 2026, to: 2027 }).text;
  expect([...drawn.matchAll(/class="bar (\w+)"/g)].map(([, kind]) => kind)).toEqual(['rest']);
  expect(drawn).toContain('>Not known (1 image)</text>');
});

test('many years have few marks', () => {
  const drawn = supportSvg('id', 'Support', [SUPPORT], '2026-11-24', { from: 2000, to: 2040 }).text;
  expect([...drawn.matchAll(/class="year"[^>]*>(\d+)/g)].map(([, year]) => year)).toEqual(['2000', '2006', '2012', '2018', '2024', '2030', '2036']);
});

test.each([
  [{}, '2026-07-02', 'until 2026-07-02, extended until 2027-07-02'],
  [{}, '2027-07-03', 'ended 2026-07-02, extended ended 2027-07-02'],
  [{ extendedEnds: null }, '2026-07-03', 'ended 2026-07-02'],
  [{ ends: null }, '2026-07-03', 'not known'],
])('in words: %j on %s', (change, asOf, words) => expect(sentence({ ...SUPPORT, ...change }, asOf)).toBe(words));
