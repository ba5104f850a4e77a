import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { App, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';

import { BaseImage } from '../../lib/base-image/base-image';
import { ImageProvenance } from '../../lib/base-image/image-provenance';
import { ScanGate } from '../../lib/build/scan-gate';
import { VulnerabilityException } from '../../lib/build/vulnerability-exception';
import { Libc } from '../../lib/core/libc';
import { PackageManager } from '../../lib/core/package-manager';
import { Severity } from '../../lib/core/severity';
import { GoldenImage } from '../../lib/golden-image';
import { governing, ImagePolicies } from '../../lib/governance/image-policies';
import { ImageTest } from '../../lib/image/image-test';
import { ImageUser } from '../../lib/image/image-user';
import { CodeBuildPipeline } from '../../lib/pipeline/codebuild/codebuild-pipeline';
import { FindingSeverity } from '../../lib/policy/finding';
import { ImagePolicy } from '../../lib/policy/image-policy';
import { ImageRule } from '../../lib/policy/image-rule';
import { PolicyExemption } from '../../lib/policy/policy-exemption';
import { expectRefused } from '../support/errors';
import { debianIn, DebianProps, DIGEST, newStack } from '../support/stack';

const asOf = '2026-11-24';
const baseline = ImagePolicy.baseline({ asOf });
const budget = ImagePolicy.of({ name: 'budget', rules: [ImageRule.sizeBudget()], asOf });
const mildBudget = ImagePolicy.of({ name: 'mild', rules: [ImageRule.sizeBudget({ severity: FindingSeverity.WARNING })], asOf });
const LIBLZMA = VulnerabilityException.of({ id: 'CVE-2024-3094', reason: 'liblzma is never loaded', expires: '2027-01-31' });
/** Passes baseline. */
const GOOD: DebianProps = {
  base: BaseImage.debian('13-slim', { digest: DIGEST }),
  tests: [ImageTest.command('prints its release', { command: ['cat', '/etc/os-release'] })],
};

interface Annotation {
  readonly constructPath: string;
  readonly level: string;
  readonly message: string;
}

/** What people see of a synthesis. */
function annotations(stack: TerraformStack): Annotation[] {
  const { stacks } = JSON.parse(readFileSync(join(Testing.fullSynth(stack), 'manifest.json'), 'utf8'));
  return stacks[stack.node.id].annotations.map(({ constructPath, level, message }: Annotation) => ({ constructPath, level, message }));
}

function notPassed({ findings }: GoldenImage): string[] {
  return findings.filter(({ verdict }) => verdict !== 'pass').map(({ rule, severity, verdict }) => `${rule} ${severity} ${verdict}`);
}

test('a policy that is added to the stack after the image fails the synthesis, with path, rule and remedy', () => {
  const stack = newStack();
  debianIn(stack, GOOD);
  ImagePolicies.of(stack).add(baseline, budget);
  expect(() => Testing.fullSynth(stack)).toThrow(
    '[stack/Debian] [size-budget] no size budget is declared; set maxSizeMegabytes, somewhat above the size that the image has',
  );
});

test('a warning is shown at the image once, and synthesis goes on', () => {
  const stack = newStack();
  ImagePolicies.of(stack).add(mildBudget, mildBudget);
  debianIn(stack, GOOD);
  expect(annotations(stack)).toEqual([
    {
      constructPath: 'stack/Debian',
      level: '@cdktf/warn',
      message: '[size-budget] no size budget is declared; set maxSizeMegabytes, somewhat above the size that the image has',
    },
  ]);
});

test('what is unknown says so', () => {
  const stack = newStack();
  ImagePolicies.of(stack).add(ImagePolicy.of({ name: 'own', rules: [ImageRule.supportedBase({ severity: FindingSeverity.WARNING })], asOf }));
  debianIn(stack, { ...GOOD, base: BaseImage.chainguard('wolfi-base', 'latest', { digest: DIGEST }) });
  expect(annotations(stack).map(({ message }) => message)).toEqual([
    '[supported-base] unknown: nobody said until when the base, cgr.dev/chainguard/wolfi-base:latest, is supported; move to a release that is supported for longer',
    '[no-latest] the base is cgr.dev/chainguard/wolfi-base:latest; name the release, such as "12-slim"',
  ]);
});

test('what passes is not shown, what is exempt is shown as an information, and both stay among the findings', () => {
  const stack = newStack();
  ImagePolicies.of(stack).add(baseline, budget);
  const image = debianIn(stack, { ...GOOD, exemptions: [PolicyExemption.of({ rule: 'size-budget', reason: 'not measured yet', expires: '2026-12-31' })] });
  expect(annotations(stack)).toEqual([
    { constructPath: 'stack/Debian', level: '@cdktf/info', message: '[size-budget] no size budget is declared; exempt until 2026-12-31: not measured yet' },
  ]);
  expect(notPassed(image)).toEqual(['size-budget error exempt']);
});

test('an expired exemption fails the synthesis', () => {
  const stack = newStack();
  ImagePolicies.of(stack).add(mildBudget);
  debianIn(stack, { ...GOOD, exemptions: [PolicyExemption.of({ rule: 'size-budget', reason: 'not measured yet', expires: '2026-11-23' })] });
  expect(() => Testing.fullSynth(stack)).toThrow('[stack/Debian] [expired-exemption] the exemption from size-budget expired on 2026-11-23: not measured yet');
});

test('without any policy, baseline governs, by the day of the synthesis', () => {
  const stack = newStack();
  const image = debianIn(stack, { ...GOOD, base: BaseImage.debian('10-slim', { digest: DIGEST }) });
  expect(notPassed(image)).toEqual(['supported-base error fail']);
  expect(() => Testing.fullSynth(stack)).toThrow('[supported-base] support of debian 10, which is in the base, ended on 2024-06-30');
});

test('baseline that is added governs by its own day, and no other one does besides', () => {
  const stack = newStack();
  ImagePolicies.of(stack).add(ImagePolicy.baseline({ asOf: '2024-01-01' }));
  expect(notPassed(debianIn(stack, { ...GOOD, base: BaseImage.debian('10-slim', { digest: DIGEST }) }))).toEqual(['supported-base warning fail']);
});

test('the policies of all scopes around an image add up: app, stack, construct and the image itself', () => {
  const app = new App();
  const stack = new TerraformStack(app, 'stack');
  const team = new Construct(stack, 'Team');
  const pipeline = new CodeBuildPipeline(stack, 'Factory');
  const image = new GoldenImage(team, 'Image', { name: 'app', version: '1.0.0', owner: 'platform-team', rationale: 'glibc, five years', pipeline, base: BaseImage.scratch(), tests: GOOD.tests! });
  const rules = [ImageRule.sizeBudget(), ImageRule.requiredLabels(['com.example.a']), ImageRule.requiredLabels(['com.example.b']), ImageRule.scanGateDeclared()];
  [app, stack, team, image].forEach((scope, index) => ImagePolicies.of(scope).add(ImagePolicy.of({ name: `policy-${index}`, rules: [rules[index]!], asOf })));
  expect(image.findings.filter(({ policy }) => policy !== 'baseline').map(({ policy, message, path }) => [policy, message, path])).toEqual([
    ['policy-0', 'no size budget is declared', 'stack/Team/Image'],
    ['policy-1', 'label com.example.a is missing', 'stack/Team/Image'],
    ['policy-2', 'label com.example.b is missing', 'stack/Team/Image'],
    ['policy-3', 'no scan gate is declared', 'stack/Team/Image'],
  ]);
});

test('a policy that is added takes nothing from baseline, which then goes by its day', () => {
  const stack = newStack();
  ImagePolicies.of(stack).add(ImagePolicy.of({ name: 'own', rules: [ImageRule.sizeBudget({ severity: FindingSeverity.WARNING })], asOf: '2024-06-01' }));
  const base = BaseImage.custom('gcr.io/distroless/java21-debian12', 'debug-nonroot', { digest: DIGEST, libc: Libc.GLIBC, packageManager: PackageManager.NONE, provenance: ImageProvenance.OFFICIAL });
  expect(notPassed(debianIn(stack, { ...GOOD, base, user: ImageUser.root('it has no other') }))).toEqual(expect.arrayContaining(['no-debug-in-production error fail', 'size-budget warning fail']));
  expect(notPassed(debianIn(stack, { ...GOOD, name: 'old', base: BaseImage.debian('10-slim', { digest: DIGEST }) }, 'Old'))).toContain('supported-base warning fail');
});

test('baseline that is added, and strict, which asks all of it, stand for the one that governs everywhere', () => {
  const stack = newStack();
  const image = debianIn(stack, GOOD);
  expect(governing(image).map(({ name }) => name)).toEqual(['baseline']);
  ImagePolicies.of(stack).add(budget);
  expect(governing(image).map(({ name, asOf: day }) => [name, day])).toEqual([['baseline', asOf], ['budget', asOf]]);
  ImagePolicies.of(image).add(baseline);
  expect(new Set(governing(image))).toEqual(new Set([budget, baseline]));
  const other = newStack();
  ImagePolicies.of(other).add(ImagePolicy.strict({ asOf }));
  expect(governing(debianIn(other, GOOD)).map(({ name }) => name)).toEqual(['strict']);
});

test('a policy governs its scope alone', () => {
  const stack = newStack();
  const first = debianIn(stack, GOOD);
  const second = debianIn(stack, { ...GOOD, name: 'other' }, 'Other');
  ImagePolicies.of(first).add(budget);
  expect([first, second].map(notPassed)).toEqual([['size-budget error fail'], []]);
});

test('a policy of a narrower scope cannot make a wider one weaker', () => {
  const stack = newStack();
  const image = debianIn(stack, GOOD);
  ImagePolicies.of(stack).add(budget);
  ImagePolicies.of(image).add(mildBudget);
  expect(notPassed(image)).toEqual(['size-budget error fail']);
});

test.each<[string, DebianProps, string[]]>([
  ['left to the default', {}, ['no scan gate is declared']],
  ['declared', { scanGate: ScanGate.blockAtOrAbove(Severity.HIGH) }, []],
  ['weakened', { scanGate: ScanGate.blockAtOrAbove(Severity.CRITICAL, { reason: 'no fix yet' }) }, ['the scan gate is weaker than the default: it lets HIGH findings through: no fix yet']],
  ['with an exception', { scanGate: ScanGate.blockAtOrAbove(Severity.HIGH, { exceptions: [LIBLZMA] }) }, ['the scan gate is weaker than the default: it lets CVE-2024-3094 through until 2027-01-31: liblzma is never loaded']],
])('rules know of a scan gate that is %s', (_, props, messages) => {
  const stack = newStack();
  ImagePolicies.of(stack).add(ImagePolicy.of({ name: 'own', rules: [ImageRule.scanGateDeclared()] }));
  expect(debianIn(stack, { ...GOOD, ...props }).findings.filter(({ verdict }) => verdict === 'fail').map(({ message }) => message)).toEqual(messages);
});

test.each([
  ['2027-01-31', false],
  ['2027-02-01', true],
])('on %s an exception of the scan gate until 2027-01-31 fails the synthesis: %s', (asOf, fails) => {
  const stack = newStack();
  ImagePolicies.of(stack).add(ImagePolicy.baseline({ asOf }));
  debianIn(stack, { ...GOOD, scanGate: ScanGate.blockAtOrAbove(Severity.HIGH, { exceptions: [LIBLZMA] }) });
  const message = '[stack/Debian] [expired-scan-exception] the exception of the scan gate for CVE-2024-3094 expired on 2027-01-31: liblzma is never loaded';
  if (fails) expect(() => Testing.fullSynth(stack)).toThrow(message);
  else expect(() => Testing.fullSynth(stack)).not.toThrow();
});

test('policies that were added are a copy', () => {
  const stack = newStack();
  ImagePolicies.of(stack).add(baseline, budget);
  ImagePolicies.of(stack).all.pop();
  expect(ImagePolicies.of(stack).all).toEqual([baseline, budget]);
});

test('two exemptions from one rule are refused', () => {
  const exemption = PolicyExemption.of({ rule: 'size-budget', reason: 'not measured yet', expires: '2026-12-31' });
  expectRefused('DuplicateExemption', [[exemption, exemption]], (exemptions) => debianIn(newStack(), { exemptions }));
});
