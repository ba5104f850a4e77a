import { ImageVariant } from '../../core/image-variant';
import { Instruction } from '../../dockerfile/instruction';
import { renderInstructions } from '../../dockerfile/render';
import { ImageSpec } from '../image-spec';
import { VariantSpec } from '../resolve-variants';
import { BASE, baseArgument, BUILD_TIME, describeBase, fromReference, stageArgument } from './build-argument';
import { buildStage } from './build-stage';
import { configuration } from './configuration';
import { files } from './files';
import { identity } from './identity';
import { install, packages, updates } from './packages';
import { removal } from './removal';
import { inOrder, run, section, Step, step } from './step';

/** The stage that the variants share. */
const COMMON = 'common';
/** What is squashed. */
const ROOTFS = 'rootfs';

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
    ...images(spec),
  );
  return { Dockerfile: renderInstructions(made.instructions), ...made.files };
}

/** Arguments before the first FROM, which are read by FROM alone. */
function globalArguments({ base, stages }: ImageSpec): Instruction[] {
  return [...baseArgument(base, BASE), ...stages.flatMap((stage, index) => baseArgument(stage.base._source, stageArgument(index)))];
}

/** Variants begin where the image itself goes on to do without what only building needs. */
function images(spec: ImageSpec): Step[] {
  const { RUNTIME } = ImageVariant;
  const own = spec.squash ? ROOTFS : RUNTIME;
  if (spec.variants.length === 0) return [body(spec, own), removal(spec), ...end(spec)];
  return [
    body(spec, COMMON),
    ...spec.variants.map((variant) => additional(spec, variant)),
    section('The image itself.', step({ kind: 'from', image: COMMON, as: own })),
    removal(spec),
    ...end(spec),
  ];
}

function body(spec: ImageSpec, stage: string): Step {
  const base = describeBase(spec.base);
  return inOrder(
    section(`What the image is built on${base === undefined ? '' : `: ${base}`}.`, step({ kind: 'from', image: fromReference(spec.base, BASE), as: stage }, ...(spec.base.facts.hasShell ? [BUILD_TIME] : []))),
    identity(spec),
    packages(spec),
    section('Files.', files(spec.files, 'files')),
    updates(spec),
  );
}

function additional(spec: ImageSpec, { variant, packages: added, files: addedFiles }: VariantSpec): Step {
  return inOrder(
    section(`Variant ${variant}.`, step({ kind: 'from', image: COMMON, as: variant }), run(install(spec, added)), files(addedFiles, `variants/${variant}`)),
    configuration(spec, variant),
  );
}

/** The image itself: as it is, or as one layer, before which its working directory is made, or that would be a second one. */
function end(spec: ImageSpec): Step[] {
  const { RUNTIME } = ImageVariant;
  const { workingDirectory } = spec;
  if (!spec.squash) return [configuration(spec, RUNTIME)];
  const squashed: Instruction[] = [
    { kind: 'from', image: 'scratch', as: RUNTIME },
    { kind: 'copy', from: ROOTFS, source: '/', destination: '/' },
  ];
  const madeBefore = workingDirectory === undefined ? step() : step({ kind: 'workdir', path: workingDirectory });
  return [madeBefore, section('The image itself: one layer, without what was removed.', step(...squashed)), configuration(spec, RUNTIME)];
}
