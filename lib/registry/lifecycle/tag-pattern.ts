import { TextRule } from '../../core/check';

/**
 * Patterns that lifecycle rules select tags by: "*" stands for any characters or none. A tag begins with none of "."
 * and "-", so a pattern that does would never match.
 *
 * Source: Amazon ECR user guide, "Lifecycle policy properties", tagPatternList: at most four "*" in a pattern.
 */
export const TAG_PATTERN: TextRule = {
  code: 'InvalidTagPattern',
  noun: 'tag pattern',
  pattern: /^(?![.-])(?!(?:[^*]*\*){5})[A-Za-z0-9_.*-]+$/,
  maxLength: 128,
  expected: 'a tag of 1 to 128 letters, digits, "_", "." and "-", in which at most four "*" stand for any characters',
  remedy: 'write the family of tags such as "rc-*"; a pattern says nothing else than "*"',
};

/**
 * Whether a pattern matches a tag.
 *
 * Given a pattern in the place of the tag, it tells whether everything that one matches is matched by this one as well:
 * a "*" there stands for any text, and nothing but a "*" here accepts any text.
 */
export function matchesTag(pattern: string, tag: string): boolean {
  let at = 0;
  let star = -1;
  let resumeAt = 0;
  let index = 0;
  while (index < tag.length) {
    if (pattern[at] === '*') {
      star = at++;
      resumeAt = index;
    } else if (at < pattern.length && pattern[at] === tag[index]) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++resumeAt;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(at));
}

/** The shortest tag that both patterns match; undefined where no tag is matched by both. */
export function commonTag(one: string, other: string): string | undefined {
  // From the ends backwards: shortest[i][j] is the shortest text that the rests from i and from j both match.
  const shortest: (string | undefined)[][] = Array.from({ length: one.length + 1 }, () => []);
  for (let i = one.length; i >= 0; i--) {
    for (let j = other.length; j >= 0; j--) {
      shortest[i]![j] = i === one.length && j === other.length ? '' : shorter(...continuations(i, j));
    }
  }
  const tag = shortest[0]![0];
  if (tag === undefined) return undefined;
  // Only a leading "*" on both sides lets a text begin as no tag does; it takes one more character.
  const valid = tag === '' || /^[.-]/.test(tag) ? `x${tag}` : tag;
  return valid.length <= TAG_PATTERN.maxLength ? valid : undefined;

  function continuations(i: number, j: number): (string | undefined)[] {
    const [a, b] = [one[i], other[j]];
    const found: (string | undefined)[] = [];
    if (a === '*') found.push(shortest[i + 1]![j]);
    if (b === '*') found.push(shortest[i]![j + 1]);
    if (a === '*' && b !== undefined && b !== '*') found.push(prepend(b, shortest[i]![j + 1]));
    if (b === '*' && a !== undefined && a !== '*') found.push(prepend(a, shortest[i + 1]![j]));
    if (a !== undefined && a === b && a !== '*') found.push(prepend(a, shortest[i + 1]![j + 1]));
    return found;
  }
}

function prepend(character: string, rest: string | undefined): string | undefined {
  return rest === undefined ? undefined : character + rest;
}

function shorter(...texts: (string | undefined)[]): string | undefined {
  return texts.reduce((best, text) => (text !== undefined && (best === undefined || text.length < best.length) ? text : best), undefined);
}
