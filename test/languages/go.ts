import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { run } from '../../scripts/peers';
import { copyExample } from '../package/platform';
import { Framework, withoutCache } from './bindings';

/** Of the generated modules, the one that the module proxy has besides those of AWS. */
const ON_PROXY = 'github.com/hashicorp/terraform-cdk-go/cdktf';

/** Builds the platform example in Go, on the generated modules in a folder, runs it, and returns what it wrote. */
export function synthesizedInGo(framework: Framework, packages: readonly string[], folder: string): string {
  const example = join(folder, 'example-go');
  copyExample('go', example, framework, 'go');
  const file = join(example, 'go.mod');
  // A move to another framework leaves what it takes the place of to "go mod tidy", which would ask for all of it.
  if (framework === 'cdktn') writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/^\t.*cdktf.*\n/gm, ''));
  for (const name of packages) {
    const [module] = readdirSync(join(name, 'go'));
    const source = join(name, 'go', module!);
    const path = /^module (.*)$/m.exec(readFileSync(join(source, 'go.mod'), 'utf8'))![1]!;
    if (path !== ON_PROXY) run(example, 'go', 'mod', 'edit', '-replace', `${path}=${source}`);
  }
  run(example, 'env', 'GOFLAGS=-mod=mod', 'go', 'vet', '.');
  run(example, 'env', 'GOFLAGS=-mod=mod', 'go', 'build', '-o', 'platform', '.');
  run(example, 'env', ...withoutCache(folder), './platform');
  return join(example, 'cdktf.out');
}
