import { CommandIo } from './command';

const AT_ONCE = 4;

/** Does something with each item, four at a time, and says on standard error which one is begun. Results are in the order of the items. */
export async function each<T, R>(io: CommandIo, doing: string, items: readonly T[], nameOf: (item: T) => string, work: (item: T) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(items.length);
  const waiting = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of waiting) {
      io.err(`${doing} ${index + 1}/${items.length} ${nameOf(item)}`);
      results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
  return results;
}
