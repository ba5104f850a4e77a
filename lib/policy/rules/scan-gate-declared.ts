import { PolicySubject } from '../policy-subject';
import { fail, Problem, RuleDefinition } from '../rule-definition';

export const SCAN_GATE_DECLARED: RuleDefinition = {
  id: 'scan-gate-declared',
  title: 'The declaration says which findings of the scan block a release, and is not weaker than the default.',
  why: 'What blocks a release is a decision of whoever answers for the image; it is to be read in the declaration and reviewed where it changes.',
  sources: ['https://csrc.nist.gov/pubs/sp/800/190/final (4.1.1)', 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html'],
  remedy: 'set scanGate, such as ScanGate.blockAtOrAbove(Severity.HIGH)',
  options: '`ImageRule.scanGateDeclared({ acceptWeakened: false })`: with `acceptWeakened`, a gate that is weaker for a reason passes, or one with exceptions',
};

export function checkScanGateDeclared(acceptWeakened: boolean): (subject: PolicySubject) => readonly Problem[] {
  return ({ scanGate }) => {
    if (scanGate === undefined) return [fail('no scan gate is declared')];
    return acceptWeakened ? [] : scanGate.weakenings.map((weakening) => fail(`the scan gate is weaker than the default: it ${weakening}`));
  };
}
