/**
 * Makes two files of what jsii compiled, the library and the command, in which a module is evaluated when it is first needed:
 * an app that names one class of this package would else find, read and run hundreds of files, and the bindings of every resource.
 *
 * - the index defines each export as a getter that evaluates its module;
 * - a module loads the bindings of a resource when it makes one.
 *
 * Declarations that the index does not lead to are taken away with the modules: nobody can import them.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { buildSync } from 'esbuild';

const dist = path.resolve('dist/lib');
const load = createRequire(path.join(dist, 'index.js'));
const index = path.join(dist, 'index.js');
const main = path.join(dist, 'cli/main.js');

const compiled = readdirSync(dist, { recursive: true }).filter((name) => name.endsWith('.js') && !assetOf(name)).map((name) => path.join(dist, name));
const exported = Object.keys(load(index));
writeFileSync(index, withLazyExports(readFileSync(index, 'utf8')));
for (const file of compiled) writeFileSync(file, withPlaceOfAssets(file, withLazyBindings(readFileSync(file, 'utf8'))));
const bundles = [bundle(index, `0 && (module.exports = { ${exported.join(', ')} });`), bundle(main, '')];
for (const file of compiled) rmSync(file);
const declared = declarationsFrom(path.join(dist, 'index.d.ts'));
for (const name of readdirSync(dist, { recursive: true })) {
  const file = path.join(dist, name);
  if (name.endsWith('.d.ts') && !declared.has(file)) rmSync(file);
}
for (const { path: file, text } of bundles) writeFileSync(file, text);

/** What the library hands on as it is. */
function assetOf(name) {
  return name === path.join('catalog', 'html', 'catalog.js');
}

/** Declarations that one leads to, itself among them. */
function declarationsFrom(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, name] of readFileSync(file, 'utf8').matchAll(/(?:\bfrom |\bimport\()["'](\.[^"']+)["']/g)) declarationsFrom(`${path.resolve(path.dirname(file), name)}.d.ts`, found);
  return found;
}

function withLazyExports(source) {
  const files = new Set([...source.matchAll(/\brequire\("(\.\/[^"]+)"\)/g)].map(([, file]) => file));
  // Interfaces and structs are nothing when it runs.
  const lazy = [...files].flatMap((file) => exported.filter((name) => name in load(file)).map((name) => `lazy("${name}", () => require("${file}"));`));
  if (lazy.length !== exported.length) throw new Error(`${index} exports something that none of its files does, or two of them do`);
  const define = 'function lazy(name, load) { Object.defineProperty(exports, name, { enumerable: true, configurable: true, get: () => load()[name] }); }';
  return ['"use strict";', 'Object.defineProperty(exports, "__esModule", { value: true });', ...lazy, define, ''].join('\n');
}

/** TypeScript compiles each use of an import to a property of what `require` gave. */
function withLazyBindings(source) {
  const imports = [...source.matchAll(/^const (\w+_\d+) = require\("(@cdkt[fn]\/provider-[^"]+)"\);$/gm)];
  return imports.reduce(
    (text, [line, name, module]) => text.replace(new RegExp(`\\b${name}\\.`, 'g'), `(${name}()).`).replace(line, `const ${name} = () => require("${module}");`),
    source,
  );
}

/** The files that a module reads stay where they are. */
function withPlaceOfAssets(file, source) {
  return source.replace(/\b__dirname\b/g, `(__dirname + "/${path.relative(dist, path.dirname(file))}")`);
}

/** The last line tells Node.js what an ES module can import by name. */
function bundle(entry, footer) {
  const { outputFiles } = buildSync({ entryPoints: [entry], bundle: true, packages: 'external', platform: 'node', target: 'node20', keepNames: true, footer: { js: footer }, write: false, outfile: entry });
  return outputFiles[0];
}
