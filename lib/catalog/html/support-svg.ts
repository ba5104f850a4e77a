import { daysBetween } from '../../core/day';
import { CatalogSupport } from '../catalog-content';
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
const AXIS = 38;
const LABEL = 18;
const BAR = 10;
const DATES = 34;
const LAST_DATES = 20;
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
  const height = tops.at(-1)! - DATES + LAST_DATES;
  const at = (day: string): string => percent(day, years);
  const isLeft = parseFloat(at(asOf)) < 50;
  return html`<svg class="support" role="img" aria-labelledby="${id}-title ${id}-desc" width="100%" height="${height}">
<title id="${id}-title">${title}</title>
<desc id="${id}-desc">${lines.map((line) => `${line.label ?? line.release ?? 'Support'}: ${sentence(line, asOf)}. `)}As of ${asOf}.</desc>
${ticks(years).map((year) => html`<text class="year" x="${at(`${year}-01-01`)}" y="10">${year}</text>`)}
<text class="now" x="${at(asOf)}" y="26" dx="${isLeft ? -3 : 3}" text-anchor="${isLeft ? 'start' : 'end'}">as of ${asOf}</text>
${lines.map((line, index) => drawn(line, tops[index]!, asOf, years))}
</svg>`;
}

function barTop({ label }: SupportLine, top: number): number {
  return top + (label === undefined ? 4 : LABEL);
}

function heightOf(line: SupportLine): number {
  return barTop(line, 0) + BAR + DATES;
}

function drawn(line: SupportLine, top: number, asOf: string, years: YearRange): Markup {
  const y = barTop(line, top);
  const at = (day: string): string => percent(day, years);
  const bar = (name: string, from: string, to: string, height: number): Markup =>
    html`<rect class="bar ${name}" x="${from}" y="${y + (BAR - height) / 2}" width="${round(parseFloat(to) - parseFloat(from))}%" height="${height}"/>`;
  const mark = (name: string, day: string, over: number): Markup =>
    html`<line class="${name}" x1="${at(day)}" x2="${at(day)}" y1="${y - over}" y2="${y + BAR + over}"/>`;
  const { label, ends, extendedEnds } = line;
  return html`${label !== undefined && html`<text class="label" x="0" y="${top + 10}">${label}</text>`}${bar('rest', '0%', '100%', BAR)}${
    ends !== null && bar('standard', '0%', at(ends), BAR)}${ends !== null && extendedEnds !== null && bar('extended', at(ends), at(extendedEnds), BAR - 4)}${
    ticks(years).slice(1).map((year) => mark('tick', `${year}-01-01`, 0))}${mark('now', asOf, 4)}<text class="dates" x="0" y="${y + BAR + 15}">${sentence(line, asOf)}</text>`;
}

/** What the picture says, in words. */
export function sentence(support: CatalogSupport, asOf: string): string {
  const { ends, extendedEnds } = support;
  if (ends === null) return 'not known';
  const isOver = asOf > ends;
  return `${isOver ? 'ended' : 'until'} ${ends}${extendedEnds === null ? '' : `, extended ${asOf > extendedEnds ? 'ended' : 'until'} ${extendedEnds}`}`;
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
