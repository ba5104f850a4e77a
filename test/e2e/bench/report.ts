import type { Builds } from './measure';

const MEGABYTE = 1_000_000;

interface Row {
  readonly what: string;
  readonly naive: number;
  readonly golden: number;
  readonly unit: 'MB' | 's';
  /** The largest part of naive's that is good enough. */
  readonly target?: number;
}

/** A table of Markdown: naive, ours, and the verdict where there is a target. */
export function report(name: string, naive: Builds, golden: Builds): string {
  const rows: Row[] = [
    { what: 'size on disk', naive: naive[0].size / MEGABYTE, golden: golden[0].size / MEGABYTE, unit: 'MB', target: 1 / 2 },
    { what: 'size in the registry', naive: naive[0].compressed / MEGABYTE, golden: golden[0].compressed / MEGABYTE, unit: 'MB', target: 1 / 2 },
    { what: 'first build and push', naive: naive[0].seconds, golden: golden[0].seconds, unit: 's' },
    { what: 'the same after a change of the program', naive: naive[1].seconds, golden: golden[1].seconds, unit: 's' },
    { what: 'pushed after it', naive: naive[1].pushed / MEGABYTE, golden: golden[1].pushed / MEGABYTE, unit: 'MB', target: 1 / 20 },
    { what: 'build and push after a security update', naive: naive[2].seconds, golden: golden[2].seconds, unit: 's' },
    { what: 'pushed after it', naive: naive[2].pushed / MEGABYTE, golden: golden[2].pushed / MEGABYTE, unit: 'MB', target: 1 / 5 },
  ];
  return [`\n${name}\n`, '| | naive | golden | golden / naive | target | |', '| --- | --- | --- | --- | --- | --- |', ...rows.map(line)].join('\n');
}

function line({ what, naive, golden, unit, target }: Row): string {
  const ratio = golden / naive;
  const verdict = target === undefined ? '' : ratio <= target ? 'met' : 'MISSED';
  const wanted = target === undefined ? '' : `≤ 1/${1 / target}`;
  return `| ${what} | ${naive.toFixed(3)} ${unit} | ${golden.toFixed(3)} ${unit} | ${ratio.toFixed(4)} | ${wanted} | ${verdict} |`;
}
