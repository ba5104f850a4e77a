// npm run release:check [-- TAG]: version, heading of CHANGELOG.md and tag must say the same.
import { readFileSync } from 'node:fs';

import { releaseProblems } from './release-problems';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const problems = releaseProblems({ version, changelog: readFileSync('CHANGELOG.md', 'utf8'), tag: process.argv[2] });
for (const problem of problems) console.error(problem);
if (problems.length === 0) console.log(`version ${version} can be released`);
process.exitCode = problems.length === 0 ? 0 : 1;
