import { BaseImage } from '../../lib/base-image/base-image';
import { ImagePlatform } from '../../lib/core/platform';
import { evaluate } from '../../lib/policy/evaluate';
import { FINDING_SEVERITIES, FindingSeverity } from '../../lib/policy/finding';
import { ImagePolicy } from '../../lib/policy/image-policy';
import { ImageRule } from '../../lib/policy/image-rule';
import { PolicyExemption } from '../../lib/policy/policy-exemption';
import { expectRefused, NEVER_TEXT } from '../support/errors';
import { DIGEST } from '../support/stack';
import { DAY, subjectOf } from '../support/subject';

function rank(severity: FindingSeverity): number {
  return FINDING_SEVERITIES.indexOf(severity);
}

test('strict asks all that baseline asks, at least as severely, and more', () => {
  const [baseline, strict] = [ImagePolicy.baseline().rules, ImagePolicy.strict().rules];
  for (const { id, severity, unknownSeverity } of baseline) {
    const stricter = strict.find((rule) => rule.id === id)!;
    expect({ id, found: stricter !== undefined }).toEqual({ id, found: true });
    expect(rank(stricter.severity)).toBeLessThanOrEqual(rank(severity));
    expect(rank(stricter.unknownSeverity)).toBeLessThanOrEqual(rank(unknownSeverity));
  }
  expect(strict.length).toBeGreaterThan(baseline.length);
});

test('baseline stops a build for what nobody has a reason for, and warns of the rest', () => {
  const errors = ImagePolicy.baseline().rules.filter(({ severity }) => severity === FindingSeverity.ERROR);
  expect(errors.map(({ id }) => id)).toEqual(['supported-base', 'no-debug-in-production', 'no-secrets', 'platforms']);
  expect(ImagePolicy.strict().rules.filter(({ severity }) => severity !== FindingSeverity.ERROR).map(({ id }) => id)).toEqual(['musl-compatibility']);
});

test('what cannot be told is a warning in baseline, and in strict as severe as a failure', () => {
  expect(new Set(ImagePolicy.baseline().rules.filter(({ id }) => ['supported-base', 'platforms', 'no-secrets'].includes(id)).map(({ unknownSeverity }) => unknownSeverity))).toEqual(new Set(['warning']));
  for (const { severity, unknownSeverity } of ImagePolicy.strict().rules) expect(unknownSeverity).toBe(severity);
});

test('no policy asks a rule twice', () => {
  for (const { rules } of [ImagePolicy.baseline(), ImagePolicy.strict()]) expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
});

test('rules are a copy, and make up another policy', () => {
  const baseline = ImagePolicy.baseline();
  const composed = ImagePolicy.of({ name: 'payments', rules: [...baseline.rules, ImageRule.sizeBudget()] });
  baseline.rules.pop();
  expect(composed.rules.map(({ id }) => id)).toEqual([...baseline.rules.map(({ id }) => id), 'size-budget']);
});

test('what happens to a list of rules afterwards changes no policy', () => {
  const rules = [ImageRule.nonRoot()];
  const policy = ImagePolicy.of({ name: 'own', rules });
  rules.push(ImageRule.noLatest());
  expect(policy.rules.map(({ id }) => id)).toEqual(['non-root']);
});

test('extended support is a warning in baseline and an error in strict', () => {
  const subject = subjectOf({ base: BaseImage.debian('12-slim', { digest: DIGEST }) });
  const severities = [ImagePolicy.baseline({ asOf: DAY }), ImagePolicy.strict({ asOf: DAY })].map((policy) =>
    evaluate([policy], { subject, exemptions: [], path: 'stack/image' }, DAY).filter(({ verdict }) => verdict === 'fail').map(({ rule, severity }) => `${rule} ${severity}`),
  );
  expect(severities).toEqual([['supported-base warning'], ['supported-base error']]);
});

test('a policy is called by its name', () => {
  const rules = [ImageRule.nonRoot()];
  expect(ImagePolicy.of({ name: 'payments-2', rules }).name).toBe('payments-2');
  expectRefused('InvalidPolicyName', [...NEVER_TEXT.filter((text) => text != null), 'Payments', 'a--b', '-a', 'a, b', 'a'.repeat(65)], (name) => ImagePolicy.of({ name, rules }));
});

test('a policy without rules is refused', () => {
  expectRefused('EmptyPolicy', [[]], (rules) => ImagePolicy.of({ name: 'empty', rules }));
});

test('a day is one of the calendar', () => {
  for (const day of ['2024-02-29', '2026-12-31']) expect(ImagePolicy.strict({ asOf: day }).asOf).toBe(day);
  const wrong = ['2026-02-29', '2026-13-01', '2026-1-1', '26-01-01', '2026-01-01T00:00:00Z', '2026/01/01', '', 20260101];
  expectRefused('InvalidDate', wrong, (asOf) => ImagePolicy.baseline({ asOf }));
  expectRefused('InvalidDate', wrong, (asOf) => ImagePolicy.of({ name: 'own', rules: [ImageRule.nonRoot()], asOf }));
  expectRefused('InvalidDate', wrong, (expires) => PolicyExemption.of({ rule: 'non-root', reason: 'a reason', expires }));
});

test('an exemption names a rule and a reason', () => {
  const { rule, reason, expires } = PolicyExemption.of({ rule: 'non-root', reason: 'a reason', expires: '2027-01-31' });
  expect({ rule, reason, expires }).toEqual({ rule: 'non-root', reason: 'a reason', expires: '2027-01-31' });
  expectRefused('UnknownRule', ['nonroot', '', 'expired-exemption', 'unused-exemption', 'NON-ROOT'], (id) => PolicyExemption.of({ rule: id, reason, expires }));
  expectRefused('InvalidReason', ['', ' ', 'a\nb'], (text) => PolicyExemption.of({ rule, reason: text, expires }));
});

test('what a rule lists is checked, and it lists something', () => {
  for (const make of [ImageRule.approvedBases, ImageRule.allowedRegistries, ImageRule.requiredLabels]) expectRefused('EmptyRule', [[]], (list) => make(list));
  expectRefused('InvalidImageRepository', [['debian'], ['docker.io/library/debian:12'], ['https://docker.io/library/debian']], ImageRule.approvedBases);
  expectRefused('InvalidMirrorAddress', [['https://gcr.io'], ['gcr.io/'], ['']], ImageRule.allowedRegistries);
  expectRefused('InvalidLabelName', [['Team'], ['a..b']], ImageRule.requiredLabels);
  expectRefused('InvalidPlatform', [['linux/386'], ['']], (platforms) => ImageRule.platforms(platforms));
  expectRefused('InvalidWarnDays', [-1, 3651, 1.5, '90'], (warnDays) => ImageRule.supportedBase({ warnDays }));
  expectRefused('InvalidFindingSeverity', ['ERROR', 'info', ''], (severity) => ImageRule.nonRoot({ severity }));
  expectRefused('InvalidFindingSeverity', ['ERROR', 'info', ''], (unknownSeverity) => ImageRule.platforms([ImagePlatform.LINUX_AMD64], { unknownSeverity }));
});
