import { ScanGate } from '../../../lib/build/scan-gate';
import { VulnerabilityException } from '../../../lib/build/vulnerability-exception';
import { REASON } from '../../../lib/core/grammar';
import { VULNERABILITY_ID, VULNERABLE_PACKAGE } from '../../../lib/core/scan-grammar';
import { SEVERITIES, Severity } from '../../../lib/core/severity';
import { missing, notBoolean, notInteger, notListOf, notMember, notNull, notStruct } from '../kinds';
import { property, Row } from '../row';
import { texts, usualTexts } from '../texts';
import { notDay } from './policies';
import { PROSE } from './users';

const where = 'ScanGate.blockAtOrAbove';

const GATE: readonly Row[] = [
  ...property(
    'ScanGate.blockAtOrAbove.severity',
    { where, make: (severity) => ScanGate.blockAtOrAbove(severity), good: Severity.LOW },
    notMember('InvalidSeverity', 'severity', SEVERITIES, {
      'lower case': 'high',
      'a severity that ECR does not have': 'SEVERE',
      'a severity that blocks all': 'INFORMATIONAL',
      'a rank': 1,
      'a score': 7.5,
      'nothing': undefined,
      'null': null,
      'a list': [Severity.HIGH],
    }),
    { what: 'a weaker gate without a reason', bad: Severity.CRITICAL, code: 'MissingReason', given: {}, expected: 'a reason, or Severity.HIGH or lower', remedy: 'add { reason:' },
  ),
  ...property(
    'ScanGate.blockAtOrAbove.options',
    { where, make: (options) => ScanGate.blockAtOrAbove(Severity.HIGH, options), good: { timeoutMinutes: 120 } },
    notStruct('options'),
  ),
  ...property(
    'ScanGateOptions.timeoutMinutes',
    { where, make: (timeoutMinutes) => ScanGate.blockAtOrAbove(Severity.HIGH, { timeoutMinutes }), good: 1 },
    notInteger('InvalidScanTimeout', { min: 1, max: 120, remedy: 'leave it out for 15 minutes' }),
    notNull('timeoutMinutes'),
  ),
  ...property(
    'ScanGateOptions.reason',
    { where, make: (reason) => ScanGate.blockAtOrAbove(Severity.CRITICAL, { reason }), good: 'accepted until 13' },
    usualTexts('InvalidReason', REASON, 'accepted', PROSE),
    texts('InvalidReason', REASON, {
      'a line break and a variable': 'a\nSCAN_GATE=',
      'a directive of a template of Terraform': 'a %{ if true }',
      'false': false,
    }),
    notNull('reason'),
  ),
];

/** The rows of one option of a gate that has a reason. */
function option(name: string, good: unknown, ...badValues: Parameters<typeof property>[2][]): readonly Row[] {
  return property(`ScanGateOptions.${name}`, { where, make: (value) => ScanGate.blockAtOrAbove(Severity.HIGH, { reason: 'because', [name]: value }), good }, ...badValues);
}

/** A gate that a reason is wanted of. */
const unreasoned = { what: 'true without a reason', code: 'MissingReason', expected: 'a reason', remedy: 'add { reason:' } as const;

const EXCEPTION = { id: 'CVE-2024-3094', reason: 'liblzma is never loaded', expires: '2027-01-31' };
const exception = VulnerabilityException.of(EXCEPTION);
const many = Array.from({ length: 51 }, (_, index) => VulnerabilityException.of({ ...EXCEPTION, id: `CVE-2024-${1000 + index}` }));

const OPTIONS: readonly Row[] = [
  ...option('onlyFixable', true, notBoolean('onlyFixable')),
  ...property('ScanGateOptions.onlyFixable', { where, make: (options) => ScanGate.blockAtOrAbove(Severity.LOW, options), good: { onlyFixable: false } }, { ...unreasoned, bad: { onlyFixable: true } }),
  ...option('graceDays', 90, notInteger('InvalidGraceDays', { min: 1, max: 90, remedy: 'or leave it out for none' }), notNull('graceDays')),
  ...option('enhanced', true, notBoolean('enhanced')),
  ...option(
    'exceptions',
    [exception],
    notListOf('exceptions', 'VulnerabilityException', exception),
    { what: 'one vulnerability twice', bad: [exception, exception], code: 'DuplicateVulnerabilityException', given: EXCEPTION.id, expected: 'each vulnerability, or package of it, once', remedy: 'remove one of the two' },
    { what: 'one too many', bad: many, code: 'InvalidVulnerabilityExceptions', given: 51, expected: 'at most 50 exceptions', remedy: 'remove exceptions' },
  ),
  ...option('limits', { high: 0 }, notStruct('limits')),
  ...(['critical', 'high', 'medium', 'low'] as const).flatMap((severity) =>
    property(
      `ScanLimits.${severity}`,
      { where, make: (value) => ScanGate.blockAtOrAbove(Severity.HIGH, { reason: 'because', limits: { [severity]: value } }), good: 10_000 },
      notInteger('InvalidScanLimit', { min: 0, max: 10_000, remedy: 'how many findings of the severity' }),
      notNull(severity),
    ),
  ),
];

function of(name: string, good: unknown, ...badValues: Parameters<typeof property>[2][]): readonly Row[] {
  return property(`VulnerabilityExceptionOptions.${name}`, { where: 'VulnerabilityException.of', make: (value) => VulnerabilityException.of({ ...EXCEPTION, [name]: value }), good }, ...badValues, notNull(name));
}

const EXCEPTIONS: readonly Row[] = [
  ...property('VulnerabilityException.of.options', { where: 'VulnerabilityException.of', make: (value) => VulnerabilityException.of(value), good: EXCEPTION }, notStruct('options'), missing('id')),
  ...of(
    'id',
    'GHSA-jfh8-c2jp-5v3q',
    usualTexts('InvalidVulnerabilityId', VULNERABILITY_ID, EXCEPTION.id),
    texts('InvalidVulnerabilityId', VULNERABILITY_ID, {
      'lower case': 'cve-2024-3094',
      'an asterisk': 'CVE-2024-*',
      'a number of three digits': 'CVE-2024-309',
      'an advisory of GitHub in upper case': 'GHSA-JFH8-C2JP-5V3Q',
      'an advisory of Red Hat with a hyphen for the colon': 'RHSA-2024-1234',
      'a prefix alone': 'CVE',
      'two ids': 'CVE-2024-3094,CVE-2024-3095',
    }),
    missing('id'),
  ),
  ...of('reason', 'never loaded', usualTexts('InvalidReason', REASON, 'accepted', PROSE), missing('reason')),
  ...of('expires', '2027-12-31', notDay, missing('expires')),
  ...of(
    'packageName',
    '@babel/core',
    usualTexts('InvalidVulnerablePackage', VULNERABLE_PACKAGE, 'openssl'),
    texts('InvalidVulnerablePackage', VULNERABLE_PACKAGE, { 'an asterisk': 'openssl*', 'a version': 'openssl=1', 'two packages': 'openssl, libssl3' }),
  ),
];

export const SCAN_GATE_ROWS: readonly Row[] = [...GATE, ...OPTIONS, ...EXCEPTIONS];
