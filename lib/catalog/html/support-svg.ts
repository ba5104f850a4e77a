import { daysBetween } from '../../core/day';
import { CatalogSupport } from '../catalog-document';
import { supportWord } from '../support-rows';
import { html, Markup } from './markup';

/** A line of support, with what stands over it. */
export interface SupportLine extends CatalogSupport {
  readonly label?: string;
}

/** The days from the first of January of one year to that of another. */
export interface YearRange {
  readonly from: number;
  readonly to: number;
}

// In CSS pixels; what lies along the line is in percent, so that letters keep their size on a phone.
const LABEL = 18;
const BAR = 10;
const DATES = 20;
const AXIS = 24;
const MOST_TICKS = 7;

/** The years that all lines of a page share: from that of the day to the last one in which anything ends. */
export function yearsOf(supports: readonly CatalogSupport[], asOf: string): YearRange {
  const years = [asOf, ...supports.flatMap(({ ends, extendedEnds }) => [ends, extendedEnds])].flatMap((day) => (day === null ? [] : [yearOf(day)]));
  return { from: Math.min(...years), to: Math.max(...years) + 1 };
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}

/** Support as lines over years, with the day marked. */
export function supportSvg(id: string, title: string, lines: readonly SupportLine[], asOf: string, years: YearRange): Markup {
  const tops = lines.reduce<number[]>((all, line) => [...all, all.at(-1)! + heightOf(line)], [AXIS]);
  const height = tops.at(-1)!;
  const at = (day: string): string => percent(day, years);
  const isLeft = parseFloat(at(asOf)) < 50;
  return html`<svg class="support" role="img" aria-labelledby="${id}-title ${id}-desc" width="100%" height="${height}">
<title id="${id}-title">${title}</title>
<desc id="${id}-desc">${lines.map((line) => `${line.label ?? line.release ?? 'Support'}: ${sentence(line, asOf)}. `)}As of ${asOf}.</desc>
${ticks(years).map((year) => html`<line class="tick" x1="${at(`${year}-01-01`)}" x2="${at(`${year}-01-01`)}" y1="${AXIS - 6}" y2="${height}"/><text class="year" x="${at(`${year}-01-01`)}" y="11" dx="${year === years.from ? 0 : -14}">${year}</text>`)}
${lines.map((line, index) => drawn(line, tops[index]!, asOf, at))}
<line class="now" x1="${at(asOf)}" x2="${at(asOf)}" y1="${AXIS - 8}" y2="${height}"/>
<circle class="now" cx="${at(asOf)}" cy="${AXIS - 8}" r="3"/>
<text class="now" x="${at(asOf)}" y="${AXIS - 4}" dx="${isLeft ? 7 : -7}" text-anchor="${isLeft ? 'start' : 'end'}">${asOf}</text>
</svg>`;
}

function heightOf({ label }: SupportLine): number {
  return (label === undefined ? 4 : LABEL) + BAR + DATES;
}

function drawn(line: SupportLine, top: number, asOf: string, at: (day: string) => string): Markup {
  const y = top + (line.label === undefined ? 4 : LABEL);
  const { ends, extendedEnds } = line;
  const bar = (name: string, from: string, to: string): Markup =>
    html`<rect class="${name}" x="${from}" y="${y}" width="${round(parseFloat(to) - parseFloat(from))}%" height="${BAR}" rx="2"/>`;
  return html`${line.label !== undefined && html`<text class="label" x="0" y="${top + 12}">${line.label}</text>`}${bar('bar none', '0%', '100%')}${
    ends !== null && bar(`bar ${supportWord(line, asOf).replaceAll(' ', '-')}`, '0%', at(ends))}${
    ends !== null && extendedEnds !== null && bar('bar extension', at(ends), at(extendedEnds))}<text class="dates" x="0" y="${y + BAR + 13}">${sentence(line, asOf)}</text>`;
}

/** What the picture says, in words. */
export function sentence(support: CatalogSupport, asOf: string): string {
  const { ends, extendedName, extendedEnds } = support;
  if (ends === null) return 'not known';
  const isOver = asOf > ends;
  return `${isOver ? 'ended' : 'until'} ${ends}${extendedEnds === null ? '' : `, ${extendedName ?? 'extended'} ${asOf > extendedEnds ? 'ended' : 'until'} ${extendedEnds}`}`;
}

function percent(day: string, { from, to }: YearRange): string {
  const [first, end] = [`${from}-01-01`, `${to}-01-01`];
  const share = daysBetween(first, day) / daysBetween(first, end);
  return `${round(100 * Math.min(1, Math.max(0, share)))}%`;
}

function ticks({ from, to }: YearRange): readonly number[] {
  const step = Math.ceil((to - from) / MOST_TICKS);
  return Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => from + index * step);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
