import { relative } from 'node:path';

import { expect } from 'expect';
import fc from 'fast-check';
import { bind } from 'jest-each';

import '../../lib/index';

type Body = () => unknown;
type Declare = (name: string, body: Body) => unknown;

interface Suite {
  on(event: string, listener: (names: Names, file: string, mocha: unknown) => void): void;
  emit(event: string, names: Names, file: string, mocha: unknown): void;
}

interface Mocha {
  readonly interfaces: { bdd(suite: Suite): void };
  readonly Suite: { create(parent: Suite, title: string): Suite };
  readonly prototype: { grep(pattern?: Titles): Mocha };
}

/** As much of a regular expression as Mocha asks for. */
interface Titles {
  readonly source: string;
  test(title: string): boolean;
}

/** The names that Mocha declares tests with. */
interface Names {
  readonly describe: Declare;
  readonly it: Declare;
  readonly before: (body: Body) => unknown;
  readonly after: (body: Body) => unknown;
}

// A mutant is killed by the first case that fails; nobody reads the smallest one.
fc.configureGlobal({ endOnFailure: true });

/** The Mocha that is running, which is no dependency of ours. */
const mocha = Object.values(require.cache).find((loaded) => loaded?.exports?.interfaces?.bdd)!.exports as Mocha;
const { bdd } = mocha.interfaces;
const { grep } = mocha.prototype;

const withEach = (declare: Declare): Declare => Object.assign((name: string, body: Body) => declare(name, body), { each: bind(declare as never, false) });

/**
 * Gives the tests the names that Jest gives them, by Jest's own code where it can be had alone. A file is a suite, so that its
 * hooks are its own; the modules are loaded once and for all files, which is what makes a mutant cheap.
 */
mocha.interfaces.bdd = (root) =>
  root.on('pre-require', (names, file, running) => {
    tellTests();
    const suite = mocha.Suite.create(root, relative(process.cwd(), file));
    bdd(suite);
    suite.emit('pre-require', names, file, running);
    const { describe, it, before, after } = names;
    Object.assign(names, { expect, describe: withEach(describe), test: withEach(it), beforeAll: before, afterAll: after, jest: { setTimeout: () => undefined } });
  });

/**
 * What runs while the tests are told, such as the rows of a table, is no part of the library's own start, and Stryker would take
 * it for that, and start a process for each mutant in it. So the library starts first, and what follows is put down to nothing.
 */
interface Coverage {
  currentTestId?: string;
}

function tellTests(): void {
  const coverage = (globalThis as { __stryker__?: Coverage }).__stryker__;
  if (coverage !== undefined) coverage.currentTestId = 'the tests are told';
}

/** Which tests cover a mutant comes as one regular expression of thousands of titles, which takes half a minute for all tests; as a set it takes none. */
mocha.prototype.grep = function (pattern) {
  if (pattern === undefined) return grep.call(this);
  const titles = new Set(pattern.source.slice('(^'.length, -'$)'.length).split('$)|(^'));
  return grep.call(this, { source: pattern.source, test: (title) => titles.has(sourceOf(title)) });
};

const sources = new Map<string, string>();

function sourceOf(title: string): string {
  const source = sources.get(title) ?? new RegExp(title.replace(/[.*+\-?^${}()|[\]\\]/g, '\\$&')).source;
  sources.set(title, source);
  return source;
}
