/**
 * npm run bench:image
 *
 * Builds the same program twice, by a naive Dockerfile and by a declaration, and prints what each costs: in size, and in
 * seconds and pushed bytes after a change of the program and after a security update.
 */
import { planBuild } from '../../../lib/build/build-plan';
import { ScanGate } from '../../../lib/build/scan-gate';
import { Severity } from '../../../lib/core/severity';
import type { ImageDeclaration } from '../../../lib/image/declaration';
import { resolveImageSpec } from '../../../lib/image/image-spec';
import { writeContext } from '../distributions/builders';
import { startWorld, type World } from '../engines/world';
import { DebianWithUpdate, distrolessWithUpdate } from './bases';
import { COMPARISONS, type Bases, type Comparison } from './images';
import { type Builds, Place } from './measure';
import { report } from './report';

const SAYINGS = ['one', 'two'] as const;
const contextOf = (declaration: ImageDeclaration): string =>
  writeContext(planBuild(resolveImageSpec(declaration, 'bench'), ScanGate.blockAtOrAbove(Severity.HIGH)).contextFiles);

async function measureNaive(world: World, { naive }: Comparison, debian: DebianWithUpdate, name: string): Promise<Builds> {
  const place = new Place(world, `naive-${name}`);
  const contexts = SAYINGS.map((says) => writeContext(naive(debian.base, says)));
  const first = await place.push(contexts[0]!);
  const change = await place.push(contexts[1]!);
  debian.updated = true;
  // Its layers are keyed by nothing that an update changes.
  const update = await place.push(contexts[1]!, { noCache: true });
  debian.updated = false;
  return [first, change, update];
}

async function measureGolden(world: World, { declare, updatedByBase }: Comparison, debian: DebianWithUpdate, bases: Bases, updated: Bases, name: string): Promise<Builds> {
  const place = new Place(world, `golden-${name}`);
  const first = await place.push(contextOf(declare(bases, SAYINGS[0])));
  const change = await place.push(contextOf(declare(bases, SAYINGS[1])));
  debian.updated = true;
  const update = await place.push(contextOf(declare(updatedByBase ? updated : bases, SAYINGS[1])), { buildArguments: { REFRESH_EPOCH: '2026-11-24T03:00:00Z' } });
  debian.updated = false;
  return [first, change, update];
}

async function main(): Promise<void> {
  const world = await startWorld();
  let debian: DebianWithUpdate | undefined;
  try {
    debian = await DebianWithUpdate.make(world);
    const [distroless, distrolessUpdated] = await distrolessWithUpdate(world);
    const measured = new Map<Comparison['naive'], Builds>();
    for (const [index, comparison] of COMPARISONS.entries()) {
      const naive = measured.get(comparison.naive) ?? (await measureNaive(world, comparison, debian, String(index)));
      measured.set(comparison.naive, naive);
      const golden = await measureGolden(world, comparison, debian, { debian: debian.base, distroless }, { debian: debian.base, distroless: distrolessUpdated }, String(index));
      console.log(report(comparison.name, naive, golden));
    }
  } finally {
    debian?.close();
    await world.stop();
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
