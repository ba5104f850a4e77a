import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { COMMANDS } from '../../lib/cli/main';

const PAGE = readFileSync(join(__dirname, '../../docs/cli.md'), 'utf8');

/** Of a command, from its heading to the next one. */
function section(name: string): string {
  return new RegExp(`^## ${name}\n([^]*?)(?=^## )`, 'm').exec(PAGE)?.[1] ?? '';
}

// `check` has a page of its own wherever it tells more than its help.
test.each(COMMANDS.map(({ name }) => name).filter((name) => name !== 'check'))('docs/cli.md shows %s with what it prints', (name) => {
  expect(section(name)).toMatch(new RegExp(`\\$ npx golden-image ${name}\\b.*\n(?!\`\`\`).+`));
});

test('docs/cli.md names no option that no command has', () => {
  const helps = COMMANDS.map(({ help }) => help).join('\n');
  const used = [...PAGE.matchAll(/^\$ npx golden-image .*$/gm)].flatMap(([line]) => line.match(/--[a-z-]+/g) ?? []);
  expect(used.length).toBeGreaterThan(0);
  for (const option of used) expect(helps).toContain(option);
});
