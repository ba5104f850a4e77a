import { FINDING_SEVERITIES, FindingSeverity, FindingVerdict, ImageFinding } from './finding';
import { ImagePolicy } from './image-policy';
import { ImageRule } from './image-rule';
import { PolicyExemption } from './policy-exemption';
import { GateException, PolicySubject } from './policy-subject';
import { Problem } from './rule-definition';

/** An image, and what is said of it. */
export interface Evaluated {
  readonly subject: PolicySubject;
  readonly exemptions: readonly PolicyExemption[];
  /** Path of its construct. */
  readonly path: string;
}

/**
 * What policies find in an image. Each rule of each policy is evaluated; what several find in the same words is one
 * finding, as severe as the most severe of them.
 *
 * @param today day, `YYYY-MM-DD` in UTC, of policies that name none
 */
export function evaluate(policies: readonly ImagePolicy[], evaluated: Evaluated, today: string): readonly ImageFinding[] {
  const findings = policies.flatMap((policy) => {
    const day = policy.asOf ?? today;
    const valid = evaluated.exemptions.filter(({ expires }) => expires >= day);
    const found = (finding: Found): ImageFinding => ({ ...finding, policy: policy.name, path: evaluated.path });
    return [
      ...policy._rules.flatMap((rule) => findingsOf(rule, evaluated.subject, day, valid)).map(found),
      ...evaluated.exemptions.filter((exemption) => !valid.includes(exemption)).map(expired).map(found),
      ...(evaluated.subject.scanGate?.exceptions ?? []).filter(({ expires }) => expires < day).map(expiredException).map(found),
    ];
  });
  const expiredRules = evaluated.exemptions.filter(({ expires }) => policies.some(({ asOf = today }) => expires < asOf)).map(({ rule }) => rule);
  const neededRules = findings.filter(({ verdict }) => verdict === FindingVerdict.EXEMPT).map(({ rule }) => rule);
  const unneeded = evaluated.exemptions.filter(({ rule }) => !expiredRules.includes(rule) && !neededRules.includes(rule));
  const policy = policies.map(({ name }) => name).join(', ');
  return merge([...findings, ...unneeded.map((exemption) => ({ ...unused(exemption), policy, path: evaluated.path }))]);
}

type Found = Omit<ImageFinding, 'policy' | 'path'>;

function findingsOf(rule: ImageRule, subject: PolicySubject, day: string, exemptions: readonly PolicyExemption[]): readonly Found[] {
  const { id, title, remedy } = rule._definition;
  const problems = rule._check(subject, day);
  if (problems.length === 0) return [{ rule: id, severity: rule.severity, verdict: FindingVerdict.PASS, message: title, remedy }];
  const exemption = exemptions.find((one) => one.rule === id);
  return problems.map((problem) => ({
    rule: id,
    severity: severityOf(rule, problem),
    ...(exemption === undefined
      ? { verdict: problem.verdict === 'unknown' ? FindingVerdict.UNKNOWN : FindingVerdict.FAIL, message: problem.message }
      : { verdict: FindingVerdict.EXEMPT, message: `${problem.message}; exempt until ${exemption.expires}: ${exemption.reason}` }),
    remedy,
  }));
}

function severityOf(rule: ImageRule, { verdict, severity }: Problem): FindingSeverity {
  return severity ?? (verdict === 'unknown' ? rule.unknownSeverity : rule.severity);
}

function expired({ rule, reason, expires }: PolicyExemption): Found {
  return {
    rule: 'expired-exemption',
    severity: FindingSeverity.ERROR,
    verdict: FindingVerdict.FAIL,
    message: `the exemption from ${rule} expired on ${expires}: ${reason}`,
    remedy: 'remove the exemption and what it was for, or renew it with a reason that still holds',
  };
}

function expiredException({ id, reason, expires }: GateException): Found {
  return {
    rule: 'expired-scan-exception',
    severity: FindingSeverity.ERROR,
    verdict: FindingVerdict.FAIL,
    message: `the exception of the scan gate for ${id} expired on ${expires}: ${reason}`,
    remedy: 'remove the exception and the vulnerability, or renew it with a reason that still holds',
  };
}

function unused({ rule }: PolicyExemption): Found {
  return {
    rule: 'unused-exemption',
    severity: FindingSeverity.WARNING,
    verdict: FindingVerdict.FAIL,
    message: `nothing needs the exemption from ${rule}`,
    remedy: 'remove the exemption',
  };
}

function merge(findings: readonly ImageFinding[]): readonly ImageFinding[] {
  const merged = new Map<string, ImageFinding>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.rule, finding.verdict, finding.message]);
    const other = merged.get(key);
    merged.set(key, other === undefined ? finding : { ...other, severity: worse(other.severity, finding.severity), policy: both(other.policy, finding.policy) });
  }
  return [...merged.values()];
}

function worse(a: FindingSeverity, b: FindingSeverity): FindingSeverity {
  return FINDING_SEVERITIES.find((severity) => severity === a || severity === b)!;
}

function both(a: string, b: string): string {
  return [...new Set([...a.split(', '), ...b.split(', ')])].join(', ');
}
