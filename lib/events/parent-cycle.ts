import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';

import { GoldenImageError } from '../core/error';
import { placeOf } from '../registry/registry-wide/provider-settings';

/** An image, by the channels that its releases move and those that start its builds. */
export interface Lineage {
  readonly name: string;
  readonly own: readonly string[];
  readonly parents: readonly string[];
}

/** The images of an app, by account and region as far as they are known, and by their own channels. */
const IMAGES = new WeakMap<IConstruct, Map<string, Map<string, Lineage>>>();

/** Account and region of stacks, as they are when their first child is declared: to ask each time would take ever longer. */
const PLACES = new WeakMap<TerraformStack, string>();

/**
 * Refuses an image that closes a cycle: every release of one would start the build of the next for ever. Objects are made
 * before what is built on them, so a cycle needs a parent that is known by name alone.
 */
export function refuseParentCycle(image: IConstruct, lineage: Lineage): void {
  // Without a parent it is on no cycle.
  if (lineage.parents.length === 0) return;
  const known = imagesAround(image);
  for (const channel of lineage.own) known.set(channel, lineage);
  const cycle = wayTo(lineage, lineage, known, new Set());
  if (cycle === undefined) return;
  throw new GoldenImageError('ParentCycle', {
    where: image.node.path,
    problem: 'golden images are built on each other, so each release would start the build of the next one for ever',
    given: cycle.map(({ name }) => name).join(' on '),
    expected: 'an image that is not built, by way of others, on itself',
    remedy: 'build one of them on something else, or on a channel that no pipeline moves',
  });
}

function imagesAround(image: IConstruct): Map<string, Lineage> {
  const stack = TerraformStack.of(image);
  const app = IMAGES.get(image.node.root) ?? new Map<string, Map<string, Lineage>>();
  IMAGES.set(image.node.root, app);
  const place = PLACES.get(stack) ?? placeOf(stack) ?? stack.node.path;
  PLACES.set(stack, place);
  const known = app.get(place) ?? new Map<string, Lineage>();
  app.set(place, known);
  return known;
}

/** From an image by its parents to another one, both ends included. */
function wayTo(target: Lineage, from: Lineage, known: ReadonlyMap<string, Lineage>, seen: Set<Lineage>): readonly Lineage[] | undefined {
  if (seen.has(from)) return undefined;
  seen.add(from);
  for (const channel of from.parents) {
    const parent = known.get(channel);
    if (parent === undefined) continue;
    if (parent === target) return [from, target];
    const rest = wayTo(target, parent, known, seen);
    if (rest !== undefined) return [from, ...rest];
  }
  return undefined;
}
