import { DockerIgnore } from '../../../lib/consumer/app-image/docker-ignore';

/** Lines, what they leave out, and what they do not; after the examples of Docker's documentation. */
const ROWS: readonly (readonly [text: string, ignored: readonly string[], taken: readonly string[]])[] = [
  ['', [], ['a', 'a/b']],
  ['# comment\n\n', [], ['# comment', 'comment']],
  ['*/temp*', ['somedir/temporary.txt', 'somedir/temp', 'somedir/temp/a'], ['temp', 'a/b/temp']],
  ['*/*/temp*', ['somedir/subdir/temporary.txt'], ['somedir/temp']],
  ['temp?', ['tempa', 'tempb/c'], ['temp', 'tempab', 'a/tempa']],
  ['**/*.go', ['a.go', 'a/b/c.go'], ['a.gox', 'ago']],
  ['*.md\n!README.md', ['a.md'], ['README.md', 'docs/a.md']],
  ['*.md\n!README*.md\nREADME-secret.md', ['a.md', 'README-secret.md'], ['README.md', 'README-a.md']],
  ['*.md\nREADME-secret.md\n!README*.md', ['a.md'], ['README-secret.md']],
  ['/node_modules/', ['node_modules', 'node_modules/a/b.js'], ['a/node_modules/b']],
  ['./dist', ['dist/a'], ['distance']],
  ['build\n!build/keep', ['build/a'], ['build/keep', 'build/keep/b']],
  ['**', ['a', 'a/b'], []],
  ['*\n!app/**', ['a', 'b/c'], ['app/a', 'app/b/c']],
  ['docs/**/private', ['docs/private', 'docs/a/b/private/c'], ['private', 'docs/privates']],
  ['a[0-9].txt', ['a1.txt'], ['ab.txt', 'a10.txt']],
  ['a\\*', ['a*'], ['ab']],
  ['a.(b)+c$', ['a.(b)+c$'], ['aXbc']],
  ['  spaced  \r', ['spaced'], ['  spaced  ']],
  ['\ufeffmark', ['mark'], []],
];

test.each(ROWS)('%j', (text, ignored, taken) => {
  const ignore = new DockerIgnore(text);
  expect([...ignored, ...taken].filter((path) => ignore.ignores(path))).toEqual(ignored);
});

test('a file knows whether an ignored folder has to be looked into', () => {
  expect(new DockerIgnore('build\n!build/keep').hasExceptions).toBe(true);
  expect(new DockerIgnore('build\n# !build/keep').hasExceptions).toBe(false);
});
