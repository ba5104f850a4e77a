import { chmodSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { BuildContext, readContext } from '../../../lib/consumer/app-image/build-context';
import { errorOf } from '../../support/errors';
import { application, folderOf } from './folder';

const read = (folder: string, dockerfile = 'Dockerfile'): BuildContext => readContext(folder, dockerfile, 'Here');
const hash = (files: { readonly [path: string]: string | Uint8Array } = {}): string => read(application(files)).contentHash;

test('a context is all files by path, with their bytes and whether they may be executed', () => {
  const { files, executables } = read(application({ 'data/a.bin': new Uint8Array([0, 255]), 'bin/b.sh': 'b', '.hidden': '' }));
  expect(Object.keys(files)).toEqual(['.hidden', 'Dockerfile', 'bin/b.sh', 'data/a.bin', 'run.sh']);
  expect([...files['data/a.bin']!]).toEqual([0, 255]);
  expect(executables).toEqual(['bin/b.sh', 'run.sh']);
});

test('the hash follows paths, content and what may be executed', () => {
  const one = hash();
  expect(one).toMatch(/^[a-f0-9]{64}$/);
  expect(new Set([one, hash({ 'run.sh': 'x' }), hash({ b: '' }), hash({ a: '' }), hash({ 'a.sh': '' })]).size).toBe(5);
  const folder = application();
  chmodSync(join(folder, 'run.sh'), 0o644);
  expect(read(folder).contentHash).not.toBe(one);
});

test('the hash does not follow the place, times, other permissions, and what is ignored', () => {
  const one = application({ '.dockerignore': 'notes\nnode_modules\n', 'node_modules/a/b.js': '1' });
  const other = application({ '.dockerignore': 'notes\nnode_modules\n', 'node_modules/c.js': '2', 'notes': '3' });
  utimesSync(join(other, 'run.sh'), 1, 1);
  chmodSync(join(other, 'Dockerfile'), 0o600);
  expect(read(other).contentHash).toBe(read(one).contentHash);
  expect(Object.keys(read(one).files)).toEqual(['.dockerignore', 'Dockerfile', 'run.sh']);
});

test('the Dockerfile and the .dockerignore are there, whatever is ignored', () => {
  expect(Object.keys(read(application({ '.dockerignore': '**' })).files)).toEqual(['.dockerignore', 'Dockerfile']);
  expect(Object.keys(read(application({ '.dockerignore': '*', 'docker/Dockerfile.app': 'x' }), 'docker/Dockerfile.app').files)).toEqual(['.dockerignore', 'docker/Dockerfile.app']);
});

test('a folder is looked into for what is taken from it after all', () => {
  expect(Object.keys(read(application({ '.dockerignore': 'out\n!out/keep', 'out/a': '', 'out/keep': '' })).files)).toContain('out/keep');
});

test('a .dockerignore of the Dockerfile itself goes first', () => {
  const files = { '.dockerignore': 'a', 'app.Dockerfile': 'x', 'app.Dockerfile.dockerignore': 'b', a: '', b: '' };
  expect(Object.keys(read(folderOf(files), 'app.Dockerfile').files)).toEqual(['.dockerignore', 'a', 'app.Dockerfile', 'app.Dockerfile.dockerignore']);
});

test('a link is refused, unless it is ignored', () => {
  const folder = application({ '.dockerignore': 'ignored' });
  symlinkSync('run.sh', join(folder, 'ignored'));
  expect(() => read(folder)).not.toThrow();
  symlinkSync('run.sh', join(folder, 'link'));
  const { code, message } = errorOf(() => read(folder));
  expect(code).toBe('UnsupportedContextFile');
  expect(message).toContain(join(folder, 'link'));
});

test('a name with a line break is refused', () => {
  const folder = application();
  writeFileSync(join(folder, 'a\nb'), '');
  expect(errorOf(() => read(folder)).code).toBe('UnsupportedContextFile');
});

test('what cannot be read is refused', () => {
  for (const [folder, dockerfile] of [[join(application(), 'none'), 'Dockerfile'], [join(application(), 'run.sh'), 'Dockerfile'], [application(), 'other/Dockerfile']] as const) {
    expect(errorOf(() => read(folder, dockerfile)).code).toBe('UnreadableFile');
  }
});
