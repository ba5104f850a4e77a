/** How many letters have to be changed, added or left out to make one word of another (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) next.push(Math.min(row[j + 1]! + 1, next[j]! + 1, row[j]! + (letter === other ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}

/** The word that was most likely meant; undefined where none is near. */
export function suggest(given: string, words: readonly string[]): string | undefined {
  const [best] = words.map((word) => ({ word, far: distance(given, word) })).sort((a, b) => a.far - b.far);
  return best !== undefined && best.far <= best.word.length / 2 ? best.word : words.find((word) => given.length > 1 && word.startsWith(given));
}
