/**
 * npm run bench:load
 *
 * Prints what it costs to load the library as it is installed (`npm run test:package` installs it), next to the framework,
 * which every app loads: user CPU time and memory of a process that does nothing else, the median of some.
 */
import { execFileSync } from 'node:child_process';

import { ON_CDKTF } from '../package/projects';

const RUNS = 15;
const TARGET = 1.3;
const MEASURE = '; console.log(JSON.stringify({ milliseconds: process.cpuUsage().user / 1000, megabytes: process.memoryUsage().rss / 1e6 }))';

interface Cost {
  readonly milliseconds: number;
  readonly megabytes: number;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

const PROGRAMS = {
  "require('cdktf')": "require('cdktf')",
  'and the library': "require('cdktf'); require('cdktf-golden-image')",
  'and what a team uses': "require('cdktf'); require('cdktf-golden-image').GoldenImageReference",
  'and what a platform team uses': "require('cdktf'); const library = require('cdktf-golden-image'); library.GoldenImage; library.CodeBuildPipeline; library.BaseImage",
};

const costs = new Map<string, Cost[]>(Object.keys(PROGRAMS).map((name) => [name, []]));
// In turn, so that whatever else the machine does falls on all alike.
for (let run = 0; run < RUNS; run++) {
  for (const [name, program] of Object.entries(PROGRAMS)) {
    costs.get(name)!.push(JSON.parse(execFileSync(process.execPath, ['-e', program + MEASURE], { cwd: ON_CDKTF.folder, encoding: 'utf8' })) as Cost);
  }
}

let base: Cost | undefined;
console.log(`| | user CPU, ms | × | memory, MB | × |\n| --- | --- | --- | --- | --- |`);
for (const [name, runs] of costs) {
  const cost = { milliseconds: median(runs.map(({ milliseconds }) => milliseconds)), megabytes: median(runs.map(({ megabytes }) => megabytes)) };
  base ??= cost;
  const ratio = (part: keyof Cost): string => (cost[part] / base![part]).toFixed(2);
  console.log(`| ${name} | ${cost.milliseconds.toFixed(0)} | ${ratio('milliseconds')} | ${cost.megabytes.toFixed(0)} | ${ratio('megabytes')} |`);
}
console.log(`\nThe target for loading the library is ${TARGET} × both.`);
