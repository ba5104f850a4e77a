import { packageCommands } from '../../dockerfile/package-managers/by-name';
import { BuildStage } from '../build-stage';
import { BUILD_TIME, describeBase, fromReference, stageArgument } from './build-argument';
import { files } from './files';
import { inOrder, run, section, Step, step } from './step';

/** A stage that is not shipped: what its commands need, then the commands, each a step of its own. */
export function buildStage(stage: BuildStage, index: number): Step {
  const source = stage.base._source;
  const base = describeBase(source);
  const commands = packageCommands(source.facts.packageManager);
  return section(
    `Stage ${[stage.name, ...(base === undefined ? [] : [`on ${base}`])].join(', ')}. Only results of it are shipped.`,
    step({ kind: 'from', image: fromReference(source, stageArgument(index)), as: stage.name }, BUILD_TIME),
    source.facts.runsAsRoot ? step() : step({ kind: 'user', user: '0:0' }),
    run(stage._packages.length === 0 || commands === undefined ? [] : commands.install(stage._packages)),
    stage._environment.length === 0 ? step() : step({ kind: 'env', variables: stage._environment }),
    stage._workingDirectory === undefined ? step() : step({ kind: 'workdir', path: stage._workingDirectory }),
    inOrder(files(stage._files, `stages/${stage.name}`)),
    ...stage._commands.map((command) => step({ kind: 'exec', command, secrets: stage._secrets })),
  );
}
