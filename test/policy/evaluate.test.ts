import { evaluate } from '../../lib/policy/evaluate';
import { FindingSeverity, ImageFinding } from '../../lib/policy/finding';
import { ImagePolicy } from '../../lib/policy/image-policy';
import { ImageRule } from '../../lib/policy/image-rule';
import { PolicyExemption } from '../../lib/policy/policy-exemption';
import { DAY, subjectOf } from '../support/subject';

const { WARNING } = FindingSeverity;
const TODO = subjectOf({ owner: 'TODO' });
const OWNER = ImageRule.ownerAndRationale();
const SOFT_OWNER = ImageRule.ownerAndRationale({ severity: WARNING });
const MESSAGE = 'the owner, "TODO", is a placeholder';

function exemption(expires: string, rule = OWNER.id): PolicyExemption {
  return PolicyExemption.of({ rule, reason: 'new team', expires });
}

function policy(name: string, rules: ImageRule[], asOf?: string): ImagePolicy {
  return ImagePolicy.of({ name, rules, asOf });
}

function found(policies: readonly ImagePolicy[], exemptions: readonly PolicyExemption[] = [], subject = TODO): readonly ImageFinding[] {
  return evaluate(policies, { subject, exemptions, path: 'stack/image' }, DAY);
}

function brief(findings: readonly ImageFinding[]): string[] {
  return findings.map((finding) => [finding.rule, finding.severity, finding.verdict, finding.policy].join(' '));
}

test('what two policies find in the same words is one finding, as severe as the more severe one, in either order', () => {
  const [soft, hard] = [policy('soft', [SOFT_OWNER]), policy('hard', [OWNER])];
  expect(found([soft, hard])).toEqual([expect.objectContaining({ severity: 'error', verdict: 'fail', message: MESSAGE, policy: 'soft, hard' })]);
  expect(found([hard, soft])).toEqual([expect.objectContaining({ severity: 'error', verdict: 'fail', message: MESSAGE, policy: 'hard, soft' })]);
});

test('a rule that is added again with a milder option does not make it milder', () => {
  const strict = ImageRule.requiredLabels(['com.example.a']);
  const mild = ImageRule.requiredLabels(['com.example.cost-center']);
  expect(brief(found([policy('both', [strict, mild, mild])], [], subjectOf()))).toEqual(['required-labels error fail both', 'required-labels error pass both']);
});

test('an exemption holds through its last day', () => {
  expect(brief(found([policy('own', [OWNER])], [exemption(DAY)]))).toEqual(['owner-and-rationale error exempt own']);
});

test('an expired exemption is an error of its own, and what it was for is found again', () => {
  const findings = found([policy('own', [SOFT_OWNER])], [exemption('2026-11-23')]);
  expect(brief(findings)).toEqual(['owner-and-rationale warning fail own', 'expired-exemption error fail own']);
  expect(findings[1]!.message).toBe('the exemption from owner-and-rationale expired on 2026-11-23: new team');
});

test('an expired exemption is an error where nothing needs it too', () => {
  expect(brief(found([policy('own', [OWNER])], [exemption('2026-11-23')], subjectOf()))).toEqual(['owner-and-rationale error pass own', 'expired-exemption error fail own']);
});

test('each policy goes by its own day', () => {
  const policies = [policy('past', [OWNER], '2026-11-01'), policy('today', [OWNER])];
  expect(brief(found(policies, [exemption('2026-11-02')]))).toEqual([
    'owner-and-rationale error exempt past',
    'owner-and-rationale error fail today',
    'expired-exemption error fail today',
  ]);
});

test('an exemption that has expired for one of two policies is not told to be unneeded besides', () => {
  const policies = [policy('past', [OWNER], '2026-11-01'), policy('today', [OWNER])];
  expect(brief(found(policies, [exemption('2026-11-02')], subjectOf()))).toEqual(['owner-and-rationale error pass past, today', 'expired-exemption error fail today']);
});

test('what is told of exemptions and exceptions says what to do', () => {
  const scanGate = { weakenings: [], exceptions: [{ id: 'CVE-2024-3094', reason: 'not reachable', expires: '2026-11-23' }] };
  const findings = found([policy('own', [OWNER])], [exemption('2026-11-23'), exemption(DAY, 'non-root')], subjectOf({}, { scanGate }));
  expect(findings.filter(({ verdict }) => verdict === 'fail').map(({ rule, remedy }) => [rule, remedy])).toEqual([
    ['expired-exemption', expect.stringMatching(/^remove the exemption .* or renew it/)],
    ['expired-scan-exception', expect.stringMatching(/^remove the exception .* or renew it/)],
    ['unused-exemption', 'remove the exemption'],
  ]);
});

test('an exemption that nothing needs is a warning, whether its rule passes or is not asked for', () => {
  expect(brief(found([policy('own', [OWNER]), policy('more', [ImageRule.nonRoot()])], [exemption(DAY)], subjectOf()))).toContain('unused-exemption warning fail own, more');
  const other = found([policy('own', [OWNER])], [exemption(DAY, 'non-root')]);
  expect(other.map(({ message }) => message)).toEqual([MESSAGE, 'nothing needs the exemption from non-root']);
});

test('an exemption from one rule is none from another', () => {
  expect(brief(found([policy('own', [OWNER, ImageRule.sizeBudget()])], [exemption(DAY)], subjectOf({ owner: 'TODO', maxSizeMegabytes: undefined })))).toEqual([
    'owner-and-rationale error exempt own',
    'size-budget error fail own',
  ]);
});
