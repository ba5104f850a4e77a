/** Installs the outside tools that are missing. One that cannot be installed is a failure: a check is never skipped. */
import { mkdirSync } from 'node:fs';

import { CACHE, TOOLS } from './tools';

mkdirSync(CACHE, { recursive: true });
const missing = TOOLS.filter(({ isThere, install }) => !isThere() && !(install() && isThere()));
for (const { name, needs } of missing) console.error(`${name} could not be installed into ${CACHE}; it needs ${needs}`);
process.exit(missing.length === 0 ? 0 : 1);
