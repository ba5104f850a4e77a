import { Annotations, Aspects } from 'cdktf';
import { IConstruct } from 'constructs';

import { FindingSeverity, FindingVerdict, ImageFinding } from '../policy/finding';

/**
 * Shows what does not pass at the image, when the app is synthesized: by then every policy has been added. CDKTF puts the
 * path before the message, and fails where there are errors.
 */
export function annotateFindings(image: IConstruct, findings: () => readonly ImageFinding[]): void {
  Aspects.of(image).add({
    // An aspect visits what is below its scope too.
    visit(node: IConstruct): void {
      if (node === image) findings().forEach((finding) => annotate(image, finding));
    },
  });
}

function annotate(image: IConstruct, { rule, verdict, severity, message, remedy }: ImageFinding): void {
  if (verdict === FindingVerdict.PASS) return;
  // Seen at each synthesis: an exemption covers all that its rule finds, also what comes later.
  if (verdict === FindingVerdict.EXEMPT) return Annotations.of(image).addInfo(`[${rule}] ${message}`);
  const text = `[${rule}] ${verdict === FindingVerdict.UNKNOWN ? 'unknown: ' : ''}${message}; ${remedy}`;
  if (severity === FindingSeverity.ERROR) Annotations.of(image).addError(text);
  else Annotations.of(image).addWarning(text);
}
