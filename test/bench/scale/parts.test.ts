import { BuildFleet } from './build-fleet';
import { catalogue } from './catalogue';
import { EventQueue } from './event-queue';
import { RateLimit } from './rate-limit';

test.each([[1, 5], [10, 5], [100, 5], [1000, 3], [10_000, 5]])('a catalogue of %d images in %d levels has each image once', (images, levels) => {
  const all = catalogue(images, levels);
  expect(all).toHaveLength(images);
  const firsts = all.flatMap(({ level }, index) => (level === 1 ? [index] : []));
  const children = all.flatMap((image) => image.children);
  expect([...firsts, ...children].sort((one, other) => one - other)).toEqual(all.map((_, index) => index));
  for (const { level, children: below } of all) for (const child of below) expect(all[child]!.level).toBe(level + 1);
  expect(Math.max(...all.map(({ level }) => level))).toBeLessThanOrEqual(levels);
});

test('341 images in five levels are 1, 4, 16, 64 and 256', () => {
  expect([1, 2, 3, 4, 5].map((level) => catalogue(341, 5).filter((image) => image.level === level).length)).toEqual([1, 4, 16, 64, 256]);
});

test('events run in order of time, and of arrival within a time', () => {
  const queue = new EventQueue();
  const ran: string[] = [];
  for (const [time, name] of [[3, 'd'], [1, 'a'], [2, 'b'], [2, 'c']] as const) queue.at(time, () => ran.push(`${name}${queue.now}`));
  queue.at(1, () => queue.at(0, () => ran.push(`late${queue.now}`)));
  queue.runAll();
  expect(ran).toEqual(['a1', 'late1', 'b2', 'c2', 'd3']);
});

test('a rate serves so many calls in a second, later ones in the next', () => {
  const limit = new RateLimit(10);
  expect(limit.take(0.5, 10)).toBe(0.5);
  expect(limit.take(0.6, 1)).toBe(1);
  expect(limit.take(0.7, 25)).toBe(3);
  expect(limit.take(9, 4)).toBe(9);
  expect(limit).toMatchObject({ calls: 40, throttled: 26, peak: 10 });
});

test('a refused call is counted and takes no room', () => {
  const limit = new RateLimit(1);
  expect([limit.tryTake(0), limit.tryTake(0.5), limit.tryTake(1)]).toEqual([true, false, true]);
  expect(limit).toMatchObject({ calls: 3, throttled: 1 });
});

test('a fleet runs so many builds, queues five times as many, and is full then', () => {
  const fleet = new BuildFleet(2, 5);
  let began = 0;
  for (let build = 0; build < 12; build += 1) {
    expect(fleet.isFull).toBe(false);
    fleet.add(() => (began += 1));
  }
  expect(fleet).toMatchObject({ running: 2, queued: 10, isFull: true });
  for (let build = 0; build < 12; build += 1) fleet.done();
  expect([began, fleet.running, fleet.queued, fleet.finished, fleet.mostRunning]).toEqual([12, 0, 0, 12, 2]);
});
