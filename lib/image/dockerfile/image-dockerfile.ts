import { Instruction } from '../../dockerfile/instruction';
import { renderInstructions } from '../../dockerfile/render';
import { ImageSpec } from '../image-spec';
import { BASE, baseArgument, describeBase, fromReference, stageArgument } from './build-argument';
import { buildStage } from './build-stage';
import { configuration } from './configuration';
import { files } from './files';
import { identity } from './identity';
import { packages, updates } from './packages';
import { removal } from './removal';
import { inOrder, section, Step, step } from './step';

/** The stage that holds everything; where it is not squashed it is the image. */
const COMMON = 'common';

/**
 * The build context of an image: its Dockerfile and the files that it copies, by path.
 *
 * A layer's place is its rate of change: user, packages, files, then the security updates, which change each week and
 * take nothing else with them. The image itself is the last stage, so that a plain `docker build` makes it.
 */
export function buildContext(spec: ImageSpec): { readonly [path: string]: string } {
  const made = inOrder(
    step({ kind: 'comment', text: 'Rendered by cdktf-golden-image. Change the declaration, not this file.' }, ...globalArguments(spec)),
    ...spec.stages.map(buildStage),
    common(spec),
    ...runtime(spec),
  );
  return { Dockerfile: renderInstructions(made.instructions), ...made.files };
}

/** Arguments before the first FROM, which are read by FROM alone. */
function globalArguments({ base, stages }: ImageSpec): Instruction[] {
  return [...baseArgument(base, BASE), ...stages.flatMap((stage, index) => baseArgument(stage.base._source, stageArgument(index)))];
}

function common(spec: ImageSpec): Step {
  const base = describeBase(spec.base);
  return inOrder(
    section(`What the image is built on${base === undefined ? '' : `: ${base}`}.`, step({ kind: 'from', image: fromReference(spec.base, BASE), as: COMMON })),
    identity(spec),
    packages(spec),
    section('Files.', files(spec.files, 'files')),
    updates(spec),
    removal(spec),
  );
}

function runtime(spec: ImageSpec): Step[] {
  if (!spec.squash) return [configuration(spec)];
  const squashed: Instruction[] = [
    { kind: 'from', image: 'scratch', as: 'runtime' },
    { kind: 'copy', from: COMMON, source: '/', destination: '/' },
  ];
  return [section('The image itself: one layer, without what was removed.', step(...squashed)), configuration(spec)];
}
