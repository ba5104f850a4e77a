import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { run } from '../../scripts/peers';
import { firstProgram } from './first-example';
import { compileIn, ON_CDKTF, runIn } from './projects';

const { folder, name, peers } = ON_CDKTF;

/** Prints what is loaded of the provider's bindings, once a program has run: the folders below lib. */
const PRINT_LOADED = `
const files = Object.keys(require.cache).flatMap((file) => /@cdktf\\/provider-aws\\/lib\\/(.*)$/.exec(file)?.slice(1) ?? []);
console.log(JSON.stringify([...new Set(files.map((file) => file.replace(/\\/.*/, '')))].sort()));
`;

/** What of the provider's bindings is loaded by a program. */
function loadedBy(program: string): string[] {
  writeFileSync(join(folder, 'loaded.js'), `${program}\n${PRINT_LOADED}`);
  return JSON.parse(runIn(ON_CDKTF, 'loaded.js'));
}

test('the project has the package and the peers that it must have, and nothing else', () => {
  const installed = readdirSync(join(folder, 'node_modules')).flatMap((entry) =>
    entry.startsWith('@') ? readdirSync(join(folder, 'node_modules', entry)).map((scoped) => `${entry}/${scoped}`) : [entry],
  );
  expect(installed.filter((entry) => !entry.startsWith('.')).sort()).toEqual([name, ...Object.keys(peers)].sort());
});

test("README's first example compiles and synthesizes", () => {
  writeFileSync(join(folder, 'first.ts'), firstProgram());
  compileIn(ON_CDKTF, 'first.ts');
  runIn(ON_CDKTF, 'first.js');
  const { resource, output } = JSON.parse(readFileSync(join(folder, 'cdktf.out/stacks/first/cdk.tf.json'), 'utf8'));
  const names = (Object.values(resource.aws_ecr_repository) as { name: string }[]).map((repository) => repository.name);
  expect(names.sort()).toEqual(['golden-candidates/debian', 'golden/debian']);
  expect(output.Image.value).toMatch(/\/golden\/debian@\$\{data\.aws_ssm_parameter\.\w+\.insecure_value\}$/);
});

test('the library loads the bindings of a resource when one is made, and never the root of the provider', () => {
  const everything = `const library = require('${name}'); for (const name of Object.keys(library)) library[name];`;
  expect(loadedBy(everything)).toEqual([]);
  const reference = `const { App, TerraformStack } = require('cdktf');
    ${everything}
    library.GoldenImageReference.fromChannel(new TerraformStack(new App(), 'team'), 'Base', { name: 'debian' });`;
  expect(loadedBy(reference)).toEqual(['data-aws-caller-identity', 'data-aws-partition', 'data-aws-region', 'data-aws-ssm-parameter']);
  expect(loadedBy("require('./first.js');")).toContain('codebuild-project');
  expect(loadedBy("require('./first.js');")).not.toContain('index.js');
});

test('an ES module imports by name', () => {
  writeFileSync(join(folder, 'module.mjs'), `import { GoldenImage, ImageTest } from '${name}'; console.log(GoldenImage.name, ImageTest.name);`);
  expect(runIn(ON_CDKTF, 'module.mjs')).toBe('GoldenImage ImageTest\n');
});

test('the command golden-image is there', () => {
  expect(run(folder, join(folder, 'node_modules/.bin/golden-image'), '--help')).toMatch(/lock[^]*outdated/);
});

test('without the bindings of the Docker provider, which are optional, a Docker pipeline says what to install', () => {
  expect(existsSync(join(folder, 'node_modules/@cdktf/provider-docker'))).toBe(false);
  writeFileSync(
    join(folder, 'docker.js'),
    `const { App, TerraformStack } = require('cdktf');
    const { DockerBuildPipeline, DockerRegistry } = require('${name}');
    const stack = new TerraformStack(new App(), 'docker');
    try {
      new DockerBuildPipeline(stack, 'Docker', { registry: DockerRegistry.localhost(), unscannedReason: 'to see what it needs' });
    } catch (error) {
      console.log(error.message);
    }`,
  );
  expect(runIn(ON_CDKTF, 'docker.js')).toMatch(/^\[ProviderMissing\] docker\/Docker: [^]*npm install @cdktf\/provider-docker@12\n$/);
});
