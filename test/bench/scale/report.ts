import { QUOTA_IDS, QUOTAS, RULES, STANDING, WORK, type Figure } from './figures';
import { BUILDS_AT_ONCE, DOUBLED_SIZES, naiveHours, type Study } from './study';

const count = (value: number): string => Math.round(value).toLocaleString('en-US');
const hours = (value: number): string => value.toFixed(1);
const dollars = (minutes: number): string => `$${count(minutes * RULES.dollarsPerMinute.value)}`;
const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells))].join('\n');

function cascade({ sizes }: Study): string {
  const line = (name: string, of: (size: Study['sizes'][number]) => string): string[] => [name, ...sizes.map(of)];
  return table(['images', ...sizes.map(({ images }) => count(images))], [
    line('**a patch of the base**, hours until every channel has moved', ({ patch }) => `**${hours(patch.hours)}**`),
    line('builds and releases', ({ patch }) => count(patch.builds)),
    line('build minutes', ({ patch }) => count(patch.buildMinutes)),
    line('price of them', ({ patch }) => dollars(patch.buildMinutes)),
    line('GB pulled and pushed', ({ patch }) => count(patch.gigabytes)),
    line('calls', ({ patch }) => count(patch.calls)),
    line('throttled or refused calls', ({ patch }) => count(patch.throttled)),
    line('most builds in the queue', ({ patch }) => count(patch.mostWaiting)),
    line('hours with both platforms', ({ bothPlatforms }) => hours(bothPlatforms.hours)),
    line('**everything rebuilt daily**, hours until every channel has moved', ({ naive }) => `**${hours(naiveHours(naive))}**`),
    line('hours that a day\'s run takes', ({ naive }) => hours(naive.hours)),
    line('build minutes a year', ({ naive }) => count(365 * naive.buildMinutes)),
    line('price of them', ({ naive }) => dollars(365 * naive.buildMinutes)),
    line('throttled or refused calls a day', ({ naive }) => count(naive.throttled)),
  ]);
}

function builds({ sizes }: Study): string {
  return table(['builds at once', ...sizes.map(({ images }) => `${count(images)} images`)],
    BUILDS_AT_ONCE.map((atOnce, index) => [String(atOnce), ...sizes.map(({ images, atOnce: outcomes }) => {
      const { hours: took, moved, lost } = outcomes[index]!;
      return moved === images ? hours(took) : `${count(images - moved)} never, ${count(lost)} starts given up`;
    })]));
}

function doubled({ doubled: outcomes, sizes }: Study): string {
  const today = DOUBLED_SIZES.map((size) => sizes.find(({ images }) => images === size)!.patch.hours);
  const change = (after: number, index: number): string => `${hours(after)} (${after <= today[index]! ? '−' : '+'}${Math.abs((1 - after / today[index]!) * 100).toFixed(0)} %)`;
  return table(['doubled', ...DOUBLED_SIZES.map((size) => `hours, ${count(size)} images`)], [
    ['nothing', ...today.map(hours)],
    ...outcomes.map(({ id, hours: after }) => [QUOTAS[id].name, ...after.map(change)]),
  ]);
}

const figures = (): string => table(['figure', 'value', 'source'], [
  ...QUOTA_IDS.map((id) => [`${QUOTAS[id].name}, ${QUOTAS[id].kind}`, count(QUOTAS[id].value), QUOTAS[id].source]),
  ...[...Object.entries(RULES), ...Object.entries(WORK)].map(([name, { value, source }]: [string, Figure]) => [`\`${name}\``, String(value), source]),
]);

const standing = (): string => table(['quota', 'value', 'of an image', 'enough for images', 'source'],
  STANDING.map(({ name, value, perImage, source }) => [name, count(value), String(perImage), count(Math.floor(value / perImage)), source]));

/** The parts of docs/scale.md that the simulation writes, by the name of their marker. */
export function reports(outcome: Study): { readonly [marker: string]: string } {
  return { cascade: cascade(outcome), builds: builds(outcome), doubled: doubled(outcome), standing: standing(), figures: figures() };
}

/** The document with what stands between `<!-- NAME -->` and `<!-- /NAME -->` replaced. */
export function fill(document: string, parts: { readonly [marker: string]: string }): string {
  return Object.entries(parts).reduce((text, [name, part]) => {
    const [before, rest, ...more] = text.split(`<!-- ${name} -->\n`);
    const after = rest?.split(`\n<!-- /${name} -->`)[1];
    if (after === undefined || more.length > 0) throw new Error(`docs/scale.md has not exactly one part named ${name}`);
    return `${before}<!-- ${name} -->\n${part}\n<!-- /${name} -->${after}`;
  }, document);
}
