// npm run build:cdktn
//
// Makes cdktn-golden-image in .cache/cdktn/package: the same source with the names of CDK Terrain's packages, compiled against
// them; they are installed in .cache/cdktn.
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';

import { ABOUT_BOTH, CDKTN_PEERS, renamedPage, renamedSource } from './cdktn-names';
import { CDKTN, installInto, run } from './peers';

const PEERS = '.cache/cdktn';
const OUT = join(PEERS, 'package');
const COPIED = ['lib', 'docs', 'renovate', 'scripts/copy-assets.mjs', 'scripts/bundle.mjs', 'tsconfig.json', 'README.md', 'POLICIES.md', 'API.md', 'CHANGELOG.md', 'SECURITY.md', 'LICENSE'];

function copyRenamed(): void {
  rmSync(OUT, { recursive: true, force: true });
  for (const path of COPIED) cpSync(path, join(OUT, path), { recursive: true });
  for (const file of readdirSync(OUT, { recursive: true, encoding: 'utf8' })) {
    const renamed = { '.ts': renamedSource, '.md': renamedPage }[extname(file)];
    if (renamed === undefined || ABOUT_BOTH.includes(file)) continue;
    const path = join(OUT, file);
    writeFileSync(path, renamed(readFileSync(path, 'utf8')));
  }
}

function packageJson(): Record<string, unknown> & { readonly bundledDependencies: string[] } {
  const cdktf = JSON.parse(readFileSync('package.json', 'utf8'));
  return {
    ...cdktf,
    devDependencies: undefined,
    overrides: undefined,
    scripts: undefined,
    name: 'cdktn-golden-image',
    description: cdktf.description.replace('CDK for Terraform', 'CDK Terrain'),
    keywords: cdktf.keywords.map((keyword: string) => keyword.replace('cdktf', 'cdktn')),
    jsii: { ...cdktf.jsii, targets: JSON.parse(JSON.stringify(cdktf.jsii.targets).replaceAll('cdktf', 'cdktn').replaceAll('Cdktf', 'Cdktn').replace('cdktn-golden-image/', 'cdktf-golden-image/')) },
    peerDependencies: CDKTN_PEERS,
    peerDependenciesMeta: { '@cdktn/provider-docker': { optional: true } },
  };
}

copyRenamed();
const manifest = packageJson();
writeFileSync(join(OUT, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
installInto(PEERS, CDKTN);
for (const name of manifest.bundledDependencies) cpSync(join('node_modules', name), join(OUT, 'node_modules', name), { recursive: true });
run(OUT, 'node', '../../../node_modules/jsii/bin/jsii', '--fail-on-warnings', '--silence-warnings', 'JSII6', '--silence-warnings', 'JSII5018');
run(OUT, 'node', 'scripts/copy-assets.mjs');
run(OUT, 'node', 'scripts/bundle.mjs');
