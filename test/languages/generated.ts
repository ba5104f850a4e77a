import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { run } from '../../scripts/peers';
import { ROOT } from '../package/projects';

/** Files of a kind below a folder, by their paths in it. */
export function filesBelow(folder: string, extension: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(extension));
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** What a pattern finds in all files of a kind, once each. */
function foundIn(folder: string, extension: string, pattern: RegExp): string[] {
  const texts = filesBelow(folder, extension).map((file) => readFileSync(join(folder, file), 'utf8'));
  return [...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, found]) => found!)))];
}

/** Compiles a generated Go module. Of what it needs, these modules are real, and the others stand-ins of empty types. */
export function compileGo(folder: string, real: RegExp): void {
  const required = [...readFileSync(join(folder, 'go.mod'), 'utf8').matchAll(/^\t(\S+) v\S+$/gm)].map(([, module]) => module!);
  for (const module of required.filter((name) => !real.test(name))) {
    const standIn = join(folder, '..', 'stand-ins', module);
    write(join(standIn, 'go.mod'), `module ${module}\n`);
    write(join(standIn, 'jsii/jsii.go'), 'package jsii\n\nfunc Initialize() {}\n');
    const name = module.split('/').at(-1)!;
    const types = foundIn(folder, '.go', new RegExp(`\\b${name}\\.([A-Z]\\w*)`, 'g')).filter((type) => type !== 'Initialize');
    write(join(standIn, `${name}.go`), `package ${name}\n${types.map((type) => `\ntype ${type} interface{}\n`).join('')}`);
    run(folder, 'go', 'mod', 'edit', '-replace', `${module}=${standIn}`);
  }
  run(folder, 'env', 'GOFLAGS=-mod=mod', 'go', 'build', './...');
}

const JAVA_DEPENDENCIES = ['software.amazon.jsii:jsii-runtime:1.140.0', 'software.constructs:constructs:10.6.0', 'org.jetbrains:annotations:16.0.3', 'javax.annotation:javax.annotation-api:1.3.2'];

/** Interfaces of the framework that the library implements. */
const JAVA_INTERFACES: Record<string, string> = { IAspect: 'interface IAspect { void visit(software.constructs.IConstruct node); }' };

function javaClasspath(folder: string): string {
  const dependencies = JAVA_DEPENDENCIES.map((dependency) => {
    const [group, artifact, version] = dependency.split(':');
    return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;
  });
  const head = '<modelVersion>4.0.0</modelVersion><groupId>any</groupId><artifactId>any</artifactId><version>1</version>';
  write(join(folder, 'pom.xml'), `<project xmlns="http://maven.apache.org/POM/4.0.0">${head}<dependencies>${dependencies.join('')}</dependencies></project>`);
  run(folder, 'mvn', '--quiet', 'dependency:build-classpath', '-Dmdep.outputFile=classpath');
  return readFileSync(join(folder, 'classpath'), 'utf8').trim();
}

/** Compiles generated Java, with stand-ins of framework and providers, and returns how many classes there are. */
export function compileJava(folder: string): number {
  const sources = join(folder, 'src/main/java');
  const others = foundIn(sources, '$Module.java', /([\w.]+)\.\$Module\.class/g).filter((name) => name !== 'software.constructs');
  for (const name of others) {
    for (const type of foundIn(sources, '.java', new RegExp(`\\b${name.replaceAll('.', '\\.')}\\.([A-Z]\\w*)`, 'g'))) {
      write(join(sources, name.replaceAll('.', '/'), `${type}.java`), `package ${name};\npublic ${JAVA_INTERFACES[type] ?? `class ${type} {}`}\n`);
    }
    write(
      join(sources, name.replaceAll('.', '/'), '$Module.java'),
      `package ${name};
public final class $Module extends software.amazon.jsii.JsiiModule {
  public $Module() { super("any", "0", $Module.class, "any.tgz"); }
  @Override public Class<?> resolveClass(final String name) throws ClassNotFoundException { throw new ClassNotFoundException(name); }
}
`,
    );
  }
  write(join(folder, 'sources'), filesBelow(sources, '.java').map((file) => `"${join(sources, file)}"`).join('\n'));
  run(folder, 'javac', '-nowarn', '-d', 'classes', '-cp', javaClasspath(join(folder, 'classpath-of')), '@sources');
  return filesBelow(join(folder, 'classes'), '.class').length;
}

/** Generates the sources of a package for other languages, into a folder. */
export function generate(source: string, folder: string, ...languages: readonly string[]): void {
  const targets = languages.flatMap((language) => ['--target', language]);
  run(ROOT, process.execPath, join(ROOT, 'node_modules/jsii-pacmak/bin/jsii-pacmak'), ...targets, '--code-only', '--outdir', folder, source);
}
