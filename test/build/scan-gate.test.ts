import { ScanGate } from '../../lib/build/scan-gate';
import { scanGateDocument } from '../../lib/build/scan-gate-document';
import { VulnerabilityException } from '../../lib/build/vulnerability-exception';
import { Severity } from '../../lib/core/severity';
import { expectRefused } from '../support/errors';

const { CRITICAL, HIGH, MEDIUM, LOW } = Severity;
const EXCEPTION = { id: 'CVE-2024-3094', reason: 'liblzma is never loaded', expires: '2027-01-31' };
const reason = 'because';

test.each([
  [CRITICAL, ['CRITICAL']],
  [HIGH, ['CRITICAL', 'HIGH']],
  [MEDIUM, ['CRITICAL', 'HIGH', 'MEDIUM']],
  [LOW, ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW']],
])('a gate at %s blocks it and what is worse', (severity, blocked) => {
  expect(ScanGate.blockAtOrAbove(severity, { reason }).blockedSeverities).toEqual(blocked);
});

test('a gate that is weaker than the default needs a reason', () => {
  expectRefused('MissingReason', [CRITICAL], (severity) => ScanGate.blockAtOrAbove(severity));
  const weaker = [{ onlyFixable: true }, { graceDays: 1 }, { limits: { high: 1 } }, { limits: { critical: 1 } }, { limits: { critical: 0, high: 9, low: 0 } }];
  expectRefused('MissingReason', weaker, (options) => ScanGate.blockAtOrAbove(HIGH, options));
  expectRefused('MissingReason', [{ onlyFixable: true }], (options) => ScanGate.blockAtOrAbove(LOW, options));
  for (const options of weaker) expect(ScanGate.blockAtOrAbove(HIGH, { ...options, reason })).toMatchObject({ reason });
  expectRefused('InvalidReason', ['', ' ', 'a\nb'], (bad) => ScanGate.blockAtOrAbove(CRITICAL, { reason: bad }));
});

test('a gate that is no weaker needs none', () => {
  const exceptions = [VulnerabilityException.of(EXCEPTION)];
  for (const options of [{}, { limits: { medium: 20, low: 0 } }, { limits: { critical: 0, high: 0 } }, { enhanced: true }, { exceptions }, { timeoutMinutes: 120 }]) {
    expect(ScanGate.blockAtOrAbove(HIGH, options).reason).toBeUndefined();
  }
  expect(ScanGate.blockAtOrAbove(LOW, { limits: { medium: 3 } }).weakenings).toEqual([]);
  expect(ScanGate.blockAtOrAbove(CRITICAL, { limits: { high: 0 } }).weakenings).toEqual([]);
});

test('a gate says where it is weaker, and why', () => {
  const exceptions = [VulnerabilityException.of(EXCEPTION), VulnerabilityException.of({ ...EXCEPTION, packageName: 'xz' })];
  expect(ScanGate.blockAtOrAbove(CRITICAL, { reason }).weakenings).toEqual(['lets HIGH findings through: because']);
  expect(ScanGate.blockAtOrAbove(HIGH, { reason, limits: { critical: 2 }, onlyFixable: true, graceDays: 7, exceptions }).weakenings).toEqual([
    'lets up to 2 CRITICAL findings through: because',
    'lets findings without a fix through: because',
    'lets findings of the last 7 days through: because',
    'lets CVE-2024-3094 through until 2027-01-31: liblzma is never loaded',
    'lets CVE-2024-3094 in xz through until 2027-01-31: liblzma is never loaded',
  ]);
});

test('a limit of a severity makes it one that blocks', () => {
  const gate = ScanGate.blockAtOrAbove(HIGH, { limits: { low: 50, high: 0 } });
  expect(gate.blockedSeverities).toEqual(['CRITICAL', 'HIGH', 'LOW']);
  expect(JSON.parse(scanGateDocument(gate)).limits).toEqual({ CRITICAL: 0, HIGH: 0, LOW: 50 });
});

test('the document of a gate holds all that it lets through', () => {
  const exceptions = [VulnerabilityException.of({ ...EXCEPTION, packageName: '@scope/name' })];
  const gate = ScanGate.blockAtOrAbove(HIGH, { reason, limits: { high: 3 }, onlyFixable: true, graceDays: 7, exceptions, enhanced: true });
  expect(JSON.parse(scanGateDocument(gate))).toEqual({
    limits: { CRITICAL: 0, HIGH: 3 },
    enhanced: true,
    onlyFixable: true,
    graceDays: 7,
    reason,
    exceptions: [{ ...EXCEPTION, packageName: '@scope/name' }],
  });
});

test('the longest document fits into one environment variable', () => {
  const exceptions = Array.from({ length: 50 }, (_, index) =>
    VulnerabilityException.of({ id: `CVE-2024-${1000 + index}`, packageName: 'p'.repeat(256), reason: '字'.repeat(500), expires: '2027-01-31' }),
  );
  const gate = ScanGate.blockAtOrAbove(HIGH, { exceptions, reason: '字'.repeat(500), onlyFixable: true });
  expect(Buffer.byteLength(`SCAN_GATE=${scanGateDocument(gate)}`)).toBeLessThan(128 * 1024);
});

test('what a gate was made of can change without changing the gate', () => {
  const exceptions = [VulnerabilityException.of(EXCEPTION)];
  const gate = ScanGate.blockAtOrAbove(HIGH, { exceptions });
  exceptions.pop();
  gate.exceptions.pop();
  gate.blockedSeverities.pop();
  expect(gate.exceptions).toHaveLength(1);
  expect(gate.blockedSeverities).toHaveLength(2);
});

test.each([
  'CVE-2024-3094', 'CVE-2014-100001', 'GHSA-jfh8-c2jp-5v3q', 'ALAS-2024-1', 'ALAS2-2024-2500', 'ALAS2023-2024-512', 'ALAS2KERNEL-5.10-2022-002', 'RHSA-2024:1234',
  'RHBA-2024:12345', 'DSA-5123-1', 'USN-6000-1', 'ELSA-2024-12345', 'SUSE-SU-2024:1234-1', 'GO-2024-2687', 'PYSEC-2024-1', 'RUSTSEC-2024-0001', 'TEMP-0841856-B18BAF', 'IN1-JAVA-ORGAPACHE-1',
])('%s is the id of a vulnerability', (id) => {
  expect(VulnerabilityException.of({ ...EXCEPTION, id }).id).toBe(id);
});

test('an id that has the prefix of a kind and not its form is refused', () => {
  const ids = ['CVE-2024-309', 'cve-2024-3094', 'CVE-2024-3094 ', 'CVE-24-3094', 'CVE-2024-*', 'GHSA-JFH8-C2JP-5V3Q', 'GHSA-jfh8-c2jp', 'ALAS2-500', 'RHSA-2024-1234', 'CVE', 'CVE-2024-3094\n'];
  expectRefused('InvalidVulnerabilityId', ids, (id) => VulnerabilityException.of({ ...EXCEPTION, id }));
});
