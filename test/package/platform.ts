import { cpSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { run } from '../../scripts/peers';
import { compileIn, Project, ROOT, runIn } from './projects';

/** The shell command of docs/packages.md that renames what an app imports. */
function renaming(): string {
  const page = readFileSync(join(ROOT, 'docs/packages.md'), 'utf8');
  return page.split('\n').find((line) => line.trim().startsWith('find . -name'))!.trim();
}

/** Copies the platform example into a project, moves it to the project's framework as the documentation says, and synthesizes it. */
export function synthesizePlatform(project: Project): void {
  const example = join(project.folder, 'platform');
  rmSync(example, { recursive: true, force: true });
  rmSync(join(project.folder, 'cdktf.out'), { recursive: true, force: true });
  cpSync(join(ROOT, 'examples/platform'), example, { recursive: true });
  if (project.name === 'cdktn-golden-image') run(example, 'sh', '-c', renaming());
  compileIn(project, ...readdirSync(example).map((file) => join('platform', file)));
  runIn(project, 'platform/main.js');
}

/** What an app was synthesized to: the text of each file, by its path. Archives are in base64. */
export function outputOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(join(folder, file)).isFile());
  return Object.fromEntries(files.sort().map((file) => [file, readFileSync(join(folder, file), file.endsWith('.zip') ? 'base64' : 'utf8')]));
}
