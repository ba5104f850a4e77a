/**
 * Rewrites what jsii compiled so that files are loaded when they are first needed: loading this package, and with it each app
 * that names one class of it, would else load every pipeline and the bindings of every resource.
 *
 * - the index defines each export as a getter that loads its file;
 * - a file loads the bindings of a resource when it makes one.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const dist = path.resolve(process.argv[2] ?? 'dist/lib');
const load = createRequire(path.join(dist, 'index.js'));

const index = path.join(dist, 'index.js');
const files = new Set([...readFileSync(index, 'utf8').matchAll(/\brequire\("(\.\/[^"]+)"\)/g)].map(([, file]) => file));
const exported = Object.keys(load('./index.js'));
// Interfaces and structs are nothing when it runs. By the assignment, Node.js finds what an ES module can import by name.
const lazy = [...files].flatMap((file) => exported.filter((name) => name in load(file)).map((name) => `exports.${name} = void 0;\nlazy("${name}", () => require("${file}"));`));
if (lazy.length !== exported.length) throw new Error(`${index} exports something that none of its files does, or two of them do`);
const define = 'function lazy(name, load) { Object.defineProperty(exports, name, { enumerable: true, configurable: true, get: () => load()[name] }); }';
writeFileSync(index, ['"use strict";', 'Object.defineProperty(exports, "__esModule", { value: true });', ...lazy, define, ''].join('\n'));

for (const name of readdirSync(dist, { recursive: true })) {
  if (!name.endsWith('.js')) continue;
  const file = path.join(dist, name);
  writeFileSync(file, withLazyBindings(readFileSync(file, 'utf8')));
}

/** TypeScript compiles each use of an import to a property of what `require` gave. */
function withLazyBindings(source) {
  const imports = [...source.matchAll(/^const (\w+_\d+) = require\("(@cdkt[fn]\/provider-[^"]+)"\);$/gm)];
  return imports.reduce(
    (text, [line, name, module]) => text.replace(new RegExp(`\\b${name}\\.`, 'g'), `(${name}()).`).replace(line, `const ${name} = () => require("${module}");`),
    source,
  );
}
