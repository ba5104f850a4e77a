import fc from 'fast-check';

import { ScanGate } from '../../lib/build/scan-gate';
import { VulnerabilityException } from '../../lib/build/vulnerability-exception';
import { Severity } from '../../lib/core/severity';
import { decisions, enhancedAnswer, enhancedFinding, gateOf, NOW } from './scan-gate/findings';

const reason = 'because';
const id = fc.integer({ min: 1000, max: 1005 }).map((number) => `CVE-2024-${number}`);
const packages = fc.uniqueArray(fc.constantFrom('openssl', 'zlib', 'bash'), { maxLength: 3 });
const finding = fc.record({
  id,
  severity: fc.constantFrom('CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL', 'UNTRIAGED'),
  details: fc.record({ packages, fixAvailable: fc.constantFrom('YES', 'NO', 'PARTIAL', undefined), vendorCreatedAt: fc.constantFrom(NOW - 86_400, NOW - 40 * 86_400, 'x', undefined) }),
});
const exception = fc.record({ id, expires: fc.constantFrom('2026-11-23', '2026-11-24'), packageName: fc.option(fc.constantFrom('openssl', 'zlib'), { nil: undefined }) });
const options = fc.record({
  limits: fc.record({ critical: fc.integer({ min: 0, max: 2 }), high: fc.integer({ min: 0, max: 2 }) }),
  onlyFixable: fc.boolean(),
  graceDays: fc.constantFrom(undefined, 7),
  exceptions: fc.uniqueArray(exception, { maxLength: 3, selector: ({ id: one, packageName }) => `${one} ${packageName}` }),
});
type Options = typeof options extends fc.Arbitrary<infer T> ? T : never;
const gate = ({ limits, onlyFixable, graceDays, exceptions }: Options): ScanGate =>
  ScanGate.blockAtOrAbove(Severity.MEDIUM, {
    reason,
    enhanced: true,
    limits,
    onlyFixable,
    ...(graceDays !== undefined && { graceDays }),
    exceptions: exceptions.map((one) => VulnerabilityException.of({ ...one, reason })),
  });
/** Each way in which a gate can be stricter by one concession less. */
const stricter = (given: Options): Options[] => [
  ...given.exceptions.map((one) => ({ ...given, exceptions: given.exceptions.filter((other) => other !== one) })),
  { ...given, onlyFixable: false },
  { ...given, graceDays: undefined },
  { ...given, limits: { ...given.limits, critical: 0 } },
  { ...given, limits: { ...given.limits, high: 0 } },
];

test('a concession more never blocks what did not block without it', async () => {
  const cases = fc.sample(fc.record({ findings: fc.array(finding, { maxLength: 8 }), given: options }), { numRuns: 300, seed: 20261124 });
  const questions = cases.flatMap(({ findings, given }) => {
    // Each finding is known again by its address.
    const enhanced = findings.map((one, index) => {
      const { packageVulnerabilityDetails, ...rest } = enhancedFinding(one.id, one.severity, one.details) as { packageVulnerabilityDetails: object };
      return { ...rest, packageVulnerabilityDetails: { ...packageVulnerabilityDetails, sourceUrl: String(index) } };
    });
    const answer = enhancedAnswer(enhanced);
    return [given, ...stricter(given)].map((one) => ({ gate: gateOf(gate(one)), answer, group: given }));
  });
  const decided = await decisions(questions);
  let weaker: Set<unknown> = new Set();
  let differ = 0;
  decided.forEach((decision, index) => {
    expect(['passes', 'refused']).toContain(decision.verdict);
    const now = new Set(decision.blocking.map(({ uri }) => uri));
    if (index === 0 || questions[index]!.group !== questions[index - 1]!.group) weaker = now;
    else {
      expect([...weaker].filter((uri) => !now.has(uri as string))).toEqual([]);
      if (now.size > weaker.size) differ += 1;
    }
  });
  // Else the property would hold of a program that blocks nothing.
  expect(differ).toBeGreaterThan(100);
});
