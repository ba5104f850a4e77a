import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { lockDocument } from '../../lib/base-image/lock-document';
import { compileIn, ON_CDKTF, ON_CDKTN, Project, runIn } from './projects';

const BOTH = [[ON_CDKTF.name, ON_CDKTF], [ON_CDKTN.name, ON_CDKTN]] as const;
const LOCKED = { reference: 'docker.io/library/debian:13-slim', digest: `sha256:${'a'.repeat(64)}`, platforms: [], resolvedAt: '2026-11-24T10:00:00Z' };

/** The first code block of a language on the page about the first image, as a package brings it. */
function block({ folder, name }: Project, language: string): string {
  const page = readFileSync(join(folder, 'node_modules', name, 'docs/how-to/first-image.md'), 'utf8');
  const [, text] = new RegExp(`^   \`\`\`${language}\\n([^]*?)^   \`\`\`$`, 'm').exec(page)!;
  return text!.replaceAll(/^ {3}/gm, '');
}

test.each(BOTH)('who follows the first page of %s installs the package, its peers and what runs TypeScript', (name, project) => {
  const installed = block(project, 'sh').split(/\s+/).filter((word) => word !== '' && !['npm', 'install', '--save-dev'].includes(word)).map((word) => word.replace(/(?<=.)@.*/, ''));
  expect(installed.sort()).toEqual([name, ...Object.keys(project.peers), 'tsx'].sort());
});

test.each(BOTH)('the program of the first page of %s runs as it is written', (_, project) => {
  const { folder } = project;
  writeFileSync(join(folder, 'golden-images.lock.json'), lockDocument([LOCKED]));
  writeFileSync(join(folder, 'main.ts'), block(project, 'ts'));
  compileIn(project, 'main.ts');
  runIn(project, 'main.js');
  const { resource } = JSON.parse(readFileSync(join(folder, 'cdktf.out/stacks/golden-images/cdk.tf.json'), 'utf8'));
  expect(Object.keys(resource)).toContain('aws_codebuild_project');
});
