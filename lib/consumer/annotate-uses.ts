import { Annotations } from 'cdktf';
import { IConstruct } from 'constructs';

import { ImageAdoption } from '../verdict/adoption';
import { VerdictLevel } from '../verdict/image-verdict';

/** Shows what does not pass at the resource; CDKTF puts the path before the message. */
export function annotateUse(node: IConstruct, { verdict, level, use, message, remedy, exception }: ImageAdoption): void {
  const text = `[${verdict}] ${use}: ${message}`;
  // Seen at each synthesis, as an exemption from a policy is.
  if (exception !== undefined) return Annotations.of(node).addInfo(`${text}; excepted: ${exception}`);
  if (level === VerdictLevel.REPORT) return;
  const said = remedy === undefined ? text : `${text}; ${remedy}`;
  if (level === VerdictLevel.ERROR) Annotations.of(node).addError(said);
  else Annotations.of(node).addWarning(said);
}

export function annotateNeedless(node: IConstruct, needless: readonly string[]): void {
  needless.forEach((text) => Annotations.of(node).addWarning(text));
}
