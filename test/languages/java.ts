import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { run } from '../../scripts/peers';
import { copyExample } from '../package/platform';
import { Framework, withoutCache } from './bindings';

/** The first element of a name in a pom.xml; names of packages come before those of what they depend on. */
const element = (pom: string, name: string): string => new RegExp(`<${name}>(.*)</${name}>`).exec(pom)![1]!;

/** The example's pom.xml with the versions of what was generated, which a move to another framework raises by hand. */
function atVersionsOf(poms: readonly string[], example: string): string {
  return poms.reduce((text, pom) => {
    const artifact = `<artifactId>${element(pom, 'artifactId')}</artifactId>`;
    return text.replace(new RegExp(`(${artifact}\\s*<version>)[^<]*`), `$1${element(pom, 'version')}`);
  }, example);
}

/** Builds the platform example in Java with Maven, beside the generated packages in a folder, runs it, and returns what it wrote. */
export function synthesizedInJava(framework: Framework, packages: readonly string[], folder: string): string {
  const example = join(folder, 'example-java');
  copyExample('java', example, framework, 'java');
  const generated = packages.map((name) => join(name, 'java'));
  const readPom = (name: string): string => readFileSync(join(name, 'pom.xml'), 'utf8');
  if (framework === 'cdktn') writeFileSync(join(example, 'pom.xml'), atVersionsOf(generated.map(readPom), readPom(example)));
  const modules = [...generated, example].map((name) => `<module>${relative(folder, name)}</module>`);
  const head = '<modelVersion>4.0.0</modelVersion><groupId>any</groupId><artifactId>any</artifactId><version>1</version><packaging>pom</packaging>';
  writeFileSync(join(folder, 'pom.xml'), `<project xmlns="http://maven.apache.org/POM/4.0.0">${head}<modules>${modules.join('')}</modules></project>`);
  run(folder, 'mvn', '--quiet', '--batch-mode', 'compile', 'dependency:build-classpath', '-Dmdep.outputFile=classpath');
  const classpath = `target/classes:${readFileSync(join(example, 'classpath'), 'utf8').trim()}`;
  run(example, 'env', ...withoutCache(folder), 'java', '-cp', classpath, element(readPom(example), 'exec.mainClass'));
  return join(example, 'cdktf.out');
}
