import { createHash } from 'node:crypto';

import { IGoldenImage } from '../base-image/golden-image-parent';
import { buildContext } from '../image/dockerfile/image-dockerfile';
import { ImageSpec } from '../image/image-spec';
import { renderStructureTests } from '../image/structure-tests';
import { weakenings } from '../image/weakenings';
import { ScanGate } from './scan-gate';

/** What a pipeline needs to know to build and release an image, whatever engine it builds with. */
export interface BuildPlan {
  /** Name of the image. */
  readonly imageName: string;
  /** Declared version: the tag of its release. */
  readonly imageVersion: string;
  /** The golden image that is built on; undefined where the base is an upstream image. */
  readonly parent?: IGoldenImage;
  /** Where the declaration is weaker than its defaults, each with the reason. */
  readonly weakenings: string[];
  /** Content of the build context, by path. */
  readonly contextFiles: { [path: string]: string };
  /** SHA-256 over the paths and the content of the context, 64 hexadecimal digits. */
  readonly contextHash: string;
  /** Which findings keep a candidate from being released. */
  readonly scanGate: ScanGate;
}

/** Turns a spec into a plan. */
export function planBuild(spec: ImageSpec, scanGate: ScanGate): BuildPlan {
  const contextFiles = {
    ...buildContext(spec),
    'structure-tests.json': renderStructureTests(spec.tests),
  };
  return Object.freeze({
    imageName: spec.name,
    imageVersion: spec.version,
    ...(spec.base.kind === 'golden' && { parent: spec.base.image }),
    weakenings: [...weakenings(spec)],
    contextFiles: Object.freeze(contextFiles),
    contextHash: hashFiles(contextFiles),
    scanGate,
  });
}

/** A hash that depends on paths and content alone, not on the order of the files or on an archive's format. */
export function hashFiles(files: { readonly [path: string]: string }): string {
  const hash = createHash('sha256');
  for (const path of Object.keys(files).sort()) {
    for (const part of [path, files[path]!]) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  }
  return hash.digest('hex');
}
