/**
 * npm run bench:scale
 *
 * Simulates a patch of one base under many images, prints what it costs, and writes the tables and the plot of docs/scale.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { plot } from './plot';
import { fill, reports } from './report';
import { study } from './study';

const docs = join(__dirname, '../../../docs');
const outcome = study();
const parts = reports(outcome);
console.log([parts['cascade'], parts['builds'], parts['doubled']].join('\n\n'));
writeFileSync(join(docs, 'scale.md'), fill(readFileSync(join(docs, 'scale.md'), 'utf8'), parts));
writeFileSync(join(docs, 'scale.svg'), plot(outcome));
