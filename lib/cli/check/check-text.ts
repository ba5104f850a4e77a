import { ImageAdoption } from '../../verdict/adoption';
import { VERDICT_LEVELS, VerdictLevel } from '../../verdict/image-verdict';

/** What is wrong, one finding after the other, the worst first; and how many images there are. */
export function checkText(uses: readonly ImageAdoption[]): string {
  const shown = VERDICT_LEVELS.filter((level) => level !== VerdictLevel.REPORT).flatMap((level) => uses.filter((use) => use.level === level));
  const excepted = uses.filter(({ exception }) => exception !== undefined);
  return [...shown.map(findingText), ...excepted.map((use) => `excepted ${use.resource} ${use.use}\n  [${use.verdict}] ${visible(use.message)}\n  reason: ${use.exception!}\n`), summary(uses)].join('\n');
}

function findingText({ level, resource, use, verdict, message, remedy }: ImageAdoption): string {
  return `${level} ${visible(resource)} ${visible(use)}\n  [${verdict}] ${visible(message)}\n${remedy === undefined ? '' : `  remedy: ${visible(remedy)}\n`}`;
}

function summary(uses: readonly ImageAdoption[]): string {
  const count = (level: VerdictLevel): number => uses.filter((use) => use.level === level).length;
  return `${uses.length} uses of images: ${count(VerdictLevel.ERROR)} errors, ${count(VerdictLevel.WARNING)} warnings\n`;
}

/** A plan is written by others: its texts move no cursor. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd');
}
