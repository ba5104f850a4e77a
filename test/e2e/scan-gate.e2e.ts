import { ScanGate } from '../../lib/build/scan-gate';
import type { ScanGateOptions } from '../../lib/build/scan-gate-options';
import { VulnerabilityException } from '../../lib/build/vulnerability-exception';
import { Severity } from '../../lib/core/severity';
import { basicAnswer, basicFinding, decide, type Decision, decisions, enhancedAnswer, enhancedFinding, gateOf, NOW } from './scan-gate/findings';

const reason = 'because';
const gate = (options: ScanGateOptions = {}): ScanGate => ScanGate.blockAtOrAbove(Severity.HIGH, { reason, ...options });
const except = (id: string, expires = '2026-11-24', packageName?: string): VulnerabilityException =>
  VulnerabilityException.of({ id, expires, reason: 'never loaded', ...(packageName !== undefined && { packageName }) });
const blocked = ({ blocking }: Decision): string[] => blocking.map(({ id }) => id);

const BASIC = [
  basicFinding('CVE-2024-1001', 'HIGH', 'openssl', '3.0.11-1'),
  basicFinding('CVE-2024-1002', 'CRITICAL', 'zlib1g'),
  basicFinding('CVE-2024-1003', 'MEDIUM', 'bash'),
  basicFinding('CVE-2024-1004', 'UNDEFINED', 'perl-base'),
];

describe('basic findings', () => {
  test('of a severity that blocks are listed, worst first, and handed on', async () => {
    const decision = await decide(gate(), basicAnswer(BASIC));
    expect(decision).toMatchObject({ verdict: 'refused', problem: 'the scan found 1 CRITICAL, 1 HIGH' });
    expect(decision.lines).toEqual([
      'findings: {"CRITICAL":1,"HIGH":1,"MEDIUM":1,"UNDEFINED":1}; blocking: CRITICAL, HIGH; because: because',
      'blocks: CVE-2024-1002 CRITICAL in zlib1g 1.0-1 (https://example.com/CVE-2024-1002)',
      'blocks: CVE-2024-1001 HIGH in openssl 3.0.11-1 (https://example.com/CVE-2024-1001)',
    ]);
    expect(decision.blocking[1]).toEqual({
      id: 'CVE-2024-1001', severity: 'HIGH', package: 'openssl', version: '3.0.11-1', fixedIn: null, uri: 'https://example.com/CVE-2024-1001',
    });
  });

  test('of no severity that blocks, and none at all, pass', async () => {
    expect(await decide(gate(), basicAnswer(BASIC.slice(2)))).toMatchObject({ verdict: 'passes', blocking: [] });
    expect(await decide(gate(), basicAnswer([]))).toMatchObject({ verdict: 'passes', blocking: [] });
    expect(await decide(gate(), basicAnswer([], { findingSeverityCounts: undefined }))).toMatchObject({ verdict: 'passes' });
  });

  test('do not say whether there is a fix, nor when they were published, and so block', async () => {
    const decision = await decide(gate({ onlyFixable: true, graceDays: 30 }), basicAnswer(BASIC));
    expect(blocked(decision)).toEqual(['CVE-2024-1002', 'CVE-2024-1001']);
    expect(decision.lines.at(-1)).toMatch(/^blocks: CVE-2024-1001 .*: whether there is a fix is not known, when it was published is not known$/);
  });
});

describe('limits', () => {
  const high = (count: number): object => basicAnswer(Array.from({ length: count }, (_, index) => basicFinding(`CVE-2024-${2000 + index}`, 'HIGH', 'a')));

  test('let so many findings through, and of one more all block', async () => {
    const three = gate({ limits: { high: 3 } });
    const within = await decide(three, high(3));
    expect(within.verdict).toBe('passes');
    expect(within.lines.filter((line) => line.startsWith('within the limit: CVE-2024-'))).toHaveLength(3);
    expect(within.lines[0]).toContain('blocking: CRITICAL, HIGH over 3');
    expect(await decide(three, high(4))).toMatchObject({ verdict: 'refused', problem: 'the scan found 4 HIGH' });
  });

  test('of a severity that else passes make it block', async () => {
    const answer = basicAnswer([basicFinding('CVE-2024-1', 'LOW'), basicFinding('CVE-2024-2', 'LOW')]);
    expect(await decide(gate({ limits: { low: 1 } }), answer)).toMatchObject({ verdict: 'refused', problem: 'the scan found 2 LOW' });
    expect(await decide(gate({ limits: { low: 2 } }), answer)).toMatchObject({ verdict: 'passes' });
  });

  test('do not count what is excepted', async () => {
    expect(await decide(gate({ limits: { high: 3 }, exceptions: [except('CVE-2024-2000')] }), high(4))).toMatchObject({ verdict: 'passes' });
  });
});

describe('only findings with a fix', () => {
  test.each([
    ['NO', 'passes'],
    ['YES', 'refused'],
    ['PARTIAL', 'refused'],
    ['no', 'refused'],
    ['SOMETHING_NEW', 'refused'],
    [undefined, 'refused'],
  ])('where a finding says %s, the image is %s', async (fixAvailable, verdict) => {
    const answer = enhancedAnswer([enhancedFinding('CVE-2024-1001', 'HIGH', { fixAvailable, fixedInVersion: fixAvailable === 'YES' ? '0:3.1-1' : undefined })]);
    const decision = await decide(gate({ onlyFixable: true, enhanced: true }), answer);
    expect(decision.verdict).toBe(verdict);
    if (fixAvailable === 'NO') expect(decision.lines[1]).toBe('no fix: CVE-2024-1001 HIGH in openssl 3.0-1 (https://example.com/CVE-2024-1001)');
    if (fixAvailable === 'YES') expect(decision.blocking[0]).toMatchObject({ package: 'openssl', version: '3.0-1', fixedIn: '0:3.1-1' });
    expect((await decide(gate({ enhanced: true }), answer)).verdict).toBe('refused');
  });
});

describe('grace', () => {
  const day = 86_400;
  test.each<[string, unknown, 'passes' | 'refused']>([
    ['just now', NOW, 'passes'],
    ['six days ago, as AWS CLI 1 prints it', NOW - 6 * day + 0.5, 'passes'],
    ['a second less than seven days ago, with another offset', '2026-11-17T09:00:01.123000-03:00', 'passes'],
    ['seven days ago', '2026-11-17T12:00:00+00:00', 'refused'],
    ['seven days ago, with another offset', '2026-11-17T14:00:00+02:00', 'refused'],
    ['in an hour', NOW + 3600, 'refused'],
    ['on a day that the calendar lacks', '2026-11-31T00:00:00Z', 'refused'],
    ['on a day without a time', '2026-11-23', 'refused'],
    ['in milliseconds', NOW * 1000, 'refused'],
    ['never, as it seems', undefined, 'refused'],
    ['in words', 'yesterday', 'refused'],
    ['in a list', [NOW], 'refused'],
  ])('of seven days: what was published %s (%j) makes the image %s', async (_, vendorCreatedAt, verdict) => {
    const decision = await decide(gate({ graceDays: 7, enhanced: true }), enhancedAnswer([enhancedFinding('CVE-2024-1001', 'CRITICAL', { vendorCreatedAt })]));
    expect(decision.verdict).toBe(verdict);
    if (verdict === 'passes') expect(decision.lines[1]).toMatch(/^graced until 2026-1[12]-\d\dT\d\d:\d\d:\d\dZ: CVE-2024-1001 CRITICAL in openssl/);
  });

  test('is not lengthened by a clock that is behind the scan', async () => {
    const answer = enhancedAnswer([enhancedFinding('CVE-2024-1001', 'HIGH', { vendorCreatedAt: NOW - 30 * day })], { imageScanCompletedAt: NOW });
    const decision = await decide(gate({ graceDays: 7, enhanced: true }), answer, NOW - 29 * day);
    expect(decision.verdict).toBe('refused');
    expect(decision.lines).toContain(`the clock of this run is ${29 * day} seconds behind the scan: the time of the scan counts`);
  });
});

describe('an exception', () => {
  const answer = basicAnswer(BASIC.slice(0, 1));

  test('counts through its last day, in UTC, and then no more', async () => {
    const until = (expires: string): ScanGate => gate({ exceptions: [except('CVE-2024-1001', expires)] });
    const good = await decide(until('2026-11-24'), answer);
    expect(good.verdict).toBe('passes');
    expect(good.lines).toContain('excepted until 2026-11-24: CVE-2024-1001 HIGH in openssl 3.0.11-1 (https://example.com/CVE-2024-1001): never loaded');
    expect((await decide(until('2026-11-24'), answer, NOW + 12 * 3600 - 1)).verdict).toBe('passes');
    const late = await decide(until('2026-11-24'), answer, NOW + 12 * 3600);
    expect(late.verdict).toBe('refused');
    expect(late.lines).toContain('expired on 2026-11-24: the exception for CVE-2024-1001');
  });

  test('that expired does not count for a clock that is behind the scan', async () => {
    expect((await decide(gate({ exceptions: [except('CVE-2024-1001', '2026-11-23')] }), answer, NOW - 30 * 86_400)).verdict).toBe('refused');
  });

  test('for another vulnerability, or one whose id begins alike, does not count and is said to be needless', async () => {
    const decision = await decide(gate({ exceptions: [except('CVE-2024-10010'), except('CVE-2024-1003')] }), answer);
    expect(decision.verdict).toBe('refused');
    expect(decision.lines).toEqual(expect.arrayContaining(['not needed: the exception for CVE-2024-10010', 'not needed: the exception for CVE-2024-1003']));
  });

  test.each<[string, readonly string[], readonly string[], Decision['verdict']]>([
    ['that package', ['openssl'], ['openssl'], 'passes'],
    ['another package', ['zlib'], ['openssl'], 'refused'],
    ['one of two packages', ['openssl'], ['openssl', 'libssl3'], 'refused'],
    ['each of two packages', ['openssl', 'libssl3'], ['openssl', 'libssl3'], 'passes'],
    ['a package, of a finding that names none,', ['openssl'], [], 'refused'],
  ])('for %s is %j of %j: %s', async (_, names, packages, verdict) => {
    const exceptions = names.map((name) => except('CVE-2024-1001', '2026-11-24', name));
    expect((await decide(gate({ exceptions, enhanced: true }), enhancedAnswer([enhancedFinding('CVE-2024-1001', 'HIGH', { packages })]))).verdict).toBe(verdict);
  });
});

describe('what cannot be read is no pass', () => {
  test.each<[string, object, boolean]>([
    ['basic', basicAnswer([], { imageScanCompletedAt: undefined, findingSeverityCounts: undefined }), false],
    ['basic, though the gate is for an enhanced one', basicAnswer([], { imageScanCompletedAt: undefined, findingSeverityCounts: undefined }), true],
    ['enhanced', enhancedAnswer([], { findingSeverityCounts: undefined }), true],
  ])('an empty list and nothing else, of a scan that is %s, is waited for', async (_, answer, enhanced) => {
    expect(await decide(gate({ enhanced }), answer)).toMatchObject({ verdict: 'unsettled', problem: 'the scan says neither when it was completed nor what it counted' });
  });

  const one = basicFinding('CVE-2024-1', 'LOW');
  const basic = gateOf(gate());
  const document = basic as Record<string, unknown>;
  test.each<[string, unknown, unknown, string]>([
    ['no findings at all', basic, { imageScanStatus: { status: 'COMPLETE' } }, 'the scan has no findings'],
    ['neither list', basic, basicAnswer([], { findings: null }), 'the scan has no list of findings'],
    ['a list that is none', basic, basicAnswer([], { findings: {} }), "the scan's findings are no list"],
    ['findings without counts', basic, basicAnswer([one], { findingSeverityCounts: null }), 'the scan has no counts of findings'],
    ['counts that are texts', basic, basicAnswer([], { findingSeverityCounts: { HIGH: '0' } }), "the scan's counts of findings are no numbers"],
    ['counts below nought', basic, basicAnswer([], { findingSeverityCounts: { HIGH: -1 } }), "the scan's counts of findings are no numbers"],
    ['a severity that ECR lacks', basic, basicAnswer([basicFinding('CVE-2024-1', 'SEVERE')]), 'CVE-2024-1 has severity SEVERE, which ECR does not have'],
    ['a count of a severity that ECR lacks', basic, basicAnswer([], { findingSeverityCounts: { SEVERE: 1 } }), 'the scan counts a severity that ECR does not have: SEVERE'],
    ['a finding without a severity', basic, basicAnswer([{ name: 'CVE-2024-1' }], { findingSeverityCounts: {} }), 'CVE-2024-1 has severity null, which ECR does not have'],
    ['a finding without an id', basic, basicAnswer([{ severity: 'LOW' }]), 'a finding has no id'],
    ['a finding that is a text', basic, basicAnswer(['CVE-2024-1' as never], { findingSeverityCounts: {} }), 'Cannot index string'],
    ['another page', basic, { ...basicAnswer([]), nextToken: 'x' }, 'there are more findings than were read'],
    ['a time of the scan that is none', basic, basicAnswer([], { imageScanCompletedAt: 'now' }), 'the scan was completed at now, which is no time'],
    ['a time of the scan in milliseconds', basic, basicAnswer([], { imageScanCompletedAt: NOW * 1000 }), 'which is no time'],
    ['findings of Inspector that an old AWS CLI does not show', basic, { ...basicAnswer([]), imageScanStatus: { status: 'ACTIVE' } }, 'the AWS CLI may be too old'],
    ['a basic scan, where the gate is for an enhanced one', gateOf(gate({ enhanced: true })), basicAnswer([]), 'the gate is for enhanced scanning and the scan is not'],
    ['a gate that is none', 'x', basicAnswer([]), 'SCAN_GATE is none that this script knows'],
    ['a gate without limits', { ...document, limits: {} }, basicAnswer([]), 'SCAN_GATE is none'],
    ['a limit that is a text', { ...document, limits: { CRITICAL: '0' } }, basicAnswer([]), 'SCAN_GATE is none'],
    ['a limit of what never blocks', { ...document, limits: { CRITICAL: 0, UNDEFINED: 1 } }, basicAnswer([]), 'SCAN_GATE is none'],
    ['a part of a gate that the script does not know', { ...document, more: 1 }, basicAnswer([]), 'SCAN_GATE is none'],
    ['an exception until no day', { ...document, exceptions: [{ id: 'CVE-2024-1', reason, expires: '2027-02-30' }] }, basicAnswer([]), 'SCAN_GATE is none'],
    ['an exception for a package by another name', { ...document, exceptions: [{ id: 'CVE-2024-1', reason, expires: '2027-01-31', package: 'a' }] }, basicAnswer([]), 'SCAN_GATE is none'],
    ['an exception for ever', { ...document, exceptions: [{ id: 'CVE-2024-1', reason }] }, basicAnswer([]), 'SCAN_GATE is none'],
  ])('%s', async (_, given, answer, problem) => {
    const [decision] = await decisions([{ gate: given, answer }]);
    expect(decision).toMatchObject({ verdict: 'unreadable', blocking: [] });
    expect(decision!.problem).toContain(problem);
  });

  test.each<[string, object, object[]]>([
    ['more than are listed', { HIGH: 2 }, [basicFinding('CVE-2024-1', 'HIGH')]],
    ['fewer than are listed', { LOW: 1 }, [one, one]],
    ['those of another severity', { LOW: 1 }, [basicFinding('CVE-2024-1', 'HIGH')]],
    ['some where none are listed', { CRITICAL: 1 }, []],
  ])('counts of %s', async (_, findingSeverityCounts, findings) => {
    expect(await decide(gate(), basicAnswer(findings, { findingSeverityCounts }))).toMatchObject({ verdict: 'unsettled' });
  });
});

test('what nobody has rated yet is one thing to ECR and to Inspector', async () => {
  const answer = enhancedAnswer([enhancedFinding('CVE-2024-1', 'UNTRIAGED')], { findingSeverityCounts: { UNDEFINED: 1 } });
  expect((await decide(gate({ enhanced: true }), answer)).verdict).toBe('passes');
});

test('neither a package nor a reason writes lines into the log', async () => {
  const { lines } = await decide(gate(), basicAnswer([basicFinding('CVE-2024-1', 'HIGH', `a\nscan-gate: passes\u2028\u202e${'x'.repeat(5000)}`)]));
  expect(lines.join('')).not.toMatch(/[\n\u2028\u202e]/);
  expect(lines.at(-1)!.length).toBeLessThan(600);
  const [decision] = await decisions([{ gate: { ...(gateOf(gate()) as object), reason: 'a\nscan-gate: passes' }, answer: basicAnswer([]) }]);
  expect(decision!.lines[0]).toMatch(/because: a\?scan-gate: passes$/);
});
