import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ROOT } from './projects';

interface Assembly {
  readonly types: Record<string, { methods?: { readonly name: string }[] }>;
}

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'api-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A package with this one's API, or one like it. */
function packageOf(name: string, version: string, change: (assembly: Assembly) => void = () => undefined): string {
  const to = join(folder, name);
  mkdirSync(to);
  symlinkSync(join(ROOT, 'node_modules'), join(to, 'node_modules'));
  cpSync(join(ROOT, 'dist/lib'), join(to, 'dist/lib'), { recursive: true });
  const assembly = JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8')) as Assembly;
  change(assembly);
  writeFileSync(join(to, '.jsii'), JSON.stringify(assembly));
  writeFileSync(join(to, 'package.json'), JSON.stringify({ ...JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as object, version }));
  return to;
}

function withoutDeprecate({ types }: Assembly): void {
  const image = types['cdktf-golden-image.GoldenImage']!;
  const left = image.methods!.filter(({ name }) => name !== 'deprecate');
  expect(left).toHaveLength(image.methods!.length - 1);
  image.methods = left;
}

function compare(old: string, next: string): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/api-compatible.mjs', old, next], { cwd: ROOT, encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
}

test('a method that is gone is an error, unless the version says so', () => {
  const published = packageOf('published', '0.1.0');
  expect(compare(published, packageOf('same', '0.1.1'))).toEqual({ status: 0, said: '' });
  const broken = compare(published, packageOf('broken', '0.1.1', withoutDeprecate));
  expect(broken.status).toBe(1);
  expect(broken.said).toContain('GoldenImage.deprecate: has been removed');
  expect(broken.said).toContain('keep what was there, or raise the minor version');
  const said = compare(published, packageOf('said', '0.2.0', withoutDeprecate));
  expect(said.status).toBe(0);
  expect(said.said).toContain('0.2.0 may break what uses 0.1.0');
  rmSync(join(folder, 'said/.jsii'));
  const nothing = compare(published, join(folder, 'said'));
  expect(nothing).toMatchObject({ status: 1, said: expect.stringContaining('jsii-diff did not come to a result') as string });
});
