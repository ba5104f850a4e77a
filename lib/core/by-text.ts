/** An order of things by a text of theirs. It goes by code units, which is the same everywhere; a locale is not. */
export function byText<T>(textOf: (item: T) => string): (left: T, right: T) => number {
  return (left, right) => {
    const [one, other] = [textOf(left), textOf(right)];
    return one < other ? -1 : Number(one > other);
  };
}
