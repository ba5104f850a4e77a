import { PolicySubject } from '../policy-subject';
import { fail, Problem, RuleDefinition } from '../rule-definition';

export const OWNER_AND_RATIONALE: RuleDefinition = {
  id: 'owner-and-rationale',
  title: 'The owner is no placeholder, and the rationale says something.',
  why: 'Both stand in the image\'s labels: who finds a broken image asks the owner, and who renews it asks why it was built on this base.',
  sources: ['https://github.com/opencontainers/image-spec/blob/main/annotations.md'],
  remedy: 'name the team that answers for the image, and say in a sentence why this base was chosen',
  options: '`ImageRule.ownerAndRationale()`: placeholders are words such as TODO, punctuation, a single character and, of a rationale, a single word',
};

/** What people write to be rid of a required property. */
const PLACEHOLDERS = ['?', 'asdf', 'changeme', 'fixme', 'foo', 'me', 'n/a', 'na', 'nil', 'nobody', 'none', 'null', 'owner', 'placeholder', 'rationale', 'reason', 'tba', 'tbc', 'tbd', 'team', 'test', 'todo', 'undefined', 'unknown', 'xxx'];

/** Also one that is only a single character or punctuation, or that begins with what is still to be done. */
function isPlaceholder(text: string): boolean {
  const word = text.trim().toLowerCase();
  return word.length === 1 || PLACEHOLDERS.includes(word.replace(/[.!:]+$/, '')) || /^[^\p{L}\p{N}]+$/u.test(word) || /^(todo|fixme|tbd)\b/.test(word);
}

/** In scripts that put no spaces between words, a few letters are several words. */
function isSingleWord(text: string): boolean {
  return !/\S\s+\S/.test(text) && !/[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]{4,}/u.test(text);
}

export function checkOwnerAndRationale({ spec: { owner, rationale } }: PolicySubject): readonly Problem[] {
  return [
    ...(isPlaceholder(owner) ? [fail(`the owner, ${JSON.stringify(owner)}, is a placeholder`)] : []),
    ...(isPlaceholder(rationale) || isSingleWord(rationale) ? [fail(`the rationale, ${JSON.stringify(rationale)}, says nothing`)] : []),
  ];
}
