import { parse } from 'yaml';

import { BaseImage } from '../../../lib/base-image/base-image';
import { BuildPlan, planBuild } from '../../../lib/build/build-plan';
import { ScanGate } from '../../../lib/build/scan-gate';
import { Severity } from '../../../lib/core/severity';
import { ImageDeclaration } from '../../../lib/image/declaration';
import { ImageFile } from '../../../lib/image/image-file';
import { resolveImageSpec } from '../../../lib/image/image-spec';
import { ImageTest } from '../../../lib/image/image-test';
import { buildDocument, testDocument } from '../../../lib/pipeline/image-builder/component-documents';
import { DIGEST } from '../../support/stack';

interface Document {
  readonly schemaVersion: unknown;
  readonly phases: readonly { readonly name: string; readonly steps: readonly { readonly name: string; readonly inputs: { readonly path: string; readonly arguments: readonly string[] } }[] }[];
}

function planOf(declaration: Partial<ImageDeclaration> = {}): BuildPlan {
  const base = BaseImage.debian('13-slim', { digest: DIGEST });
  const spec = resolveImageSpec({ name: 'app', version: '1.0.0', base, owner: 'team', rationale: 'glibc', ...declaration }, 'Here');
  return planBuild(spec, ScanGate.blockAtOrAbove(Severity.HIGH));
}

/** What the steps of a test document are given behind the script of each. */
function stepsOf(declaration: Partial<ImageDeclaration>): string[][] {
  const document = parse(testDocument(planOf(declaration))!) as Document;
  expect(document.schemaVersion).toBe('1.0');
  expect(document.phases.map(({ name }) => name)).toEqual(['test']);
  expect(document.phases[0]!.steps.map(({ name }) => name)).toEqual(document.phases[0]!.steps.map((_, index) => `Step${index + 1}`));
  expect(document.phases[0]!.steps.every(({ inputs }) => inputs.path === '/bin/sh' && inputs.arguments[0] === '-c')).toBe(true);
  return document.phases[0]!.steps.map(({ inputs }) => inputs.arguments.slice(2));
}

test('the build component has a build phase alone, which looks whether the base has what the template needs', () => {
  const document = parse(buildDocument(planOf())) as Document;
  expect(document.phases.map(({ name }) => name)).toEqual(['build']);
  expect(document.phases[0]!.steps[0]!.inputs.arguments[1]).toContain('for program in base64 chmod chown mkdir');
});

test('tests of exit codes, of files and of what must not be there become steps, with their values as arguments', () => {
  expect(
    stepsOf({
      files: [ImageFile.text('/etc/app.conf', 'x', { mode: '0640', groupId: 7 })],
      tests: [ImageTest.command('a "name"', { command: ['cat', '$HOME', "it's"], exitCode: 1 }), ImageTest.noFile('/etc/old'), ImageTest.file('/etc/passwd')],
    }),
  ).toEqual([
    ['cat', '$HOME', "it's"],
    ['sh', '/etc/app.conf', '-rw-r-----', '0', '7'],
    ['sh', '/etc/passwd', '', '-1', '-1'],
    ['sh', '/etc/old'],
  ]);
});

test('what a container cannot say of itself, what needs RE2 and what has braces is left to the admission', () => {
  const tests = [
    ImageTest.command('prints', { command: ['cat', '/etc/os-release'], expectedOutput: ['debian'] }),
    ImageTest.command('braces', { command: ['echo', '{{ build.Step1.outputs.stdout }}'] }),
    ImageTest.listensOn(80),
    ImageTest.metadata({ environment: { A: 'b' } }),
  ];
  expect(testDocument(planOf({ tests }))).toBeUndefined();
});

test('an image without a shell has no test component', () => {
  expect(testDocument(planOf({ removeShell: true, removePackageManager: true, tests: [ImageTest.noFile('/etc/old')] }))).toBeUndefined();
});

test('a test document is never longer than a component may be; the tests that do not fit are made at the admission', () => {
  const tests = [...Array(100).keys()].map((index) => ImageTest.command(`test ${index}`, { command: ['echo', 'x'.repeat(500), String(index)] }));
  const document = testDocument(planOf({ tests }))!;
  expect(document.length).toBeLessThanOrEqual(16_000);
  expect(document.length).toBeGreaterThan(15_000);
  expect((parse(document) as Document).phases[0]!.steps[0]!.inputs.arguments.at(-1)).toBe('0');
});
