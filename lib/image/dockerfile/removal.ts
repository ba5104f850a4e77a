import { packageCommands } from '../../dockerfile/package-managers/by-name';
import { ImageSpec } from '../image-spec';
import { SHELLS } from '../well-known-programs';
import { run, section, Step, step } from './step';

/** What the image itself does without. The shells are last: the command that removes them is run by one. */
export function removal({ base, removePackageManager, removeShell }: ImageSpec): Step {
  const { facts } = base;
  if (!facts.hasShell) return step();
  const programs = removePackageManager ? (packageCommands(facts.packageManager)?.programs ?? []) : [];
  const shells = removeShell ? SHELLS.flatMap((name) => [`/bin/${name}`, `/usr/bin/${name}`]) : [];
  return section(
    'What only building needs. What the package manager knows of the packages stays: scanners read it.',
    run([...(programs.length > 0 ? [`rm -rf ${programs.join(' ')}`] : []), ...(shells.length > 0 ? [`rm -f ${shells.join(' ')}`] : [])]),
  );
}
