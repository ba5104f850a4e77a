import { refuseDuplicates } from '../core/duplicates';
import { GoldenImageError } from '../core/error';
import { BuildStage } from './build-stage';
import { ImageFile } from './image-file';

const DUPLICATE_STAGE = {
  code: 'DuplicateStage',
  problem: 'two stages have the same name',
  expected: 'each name once',
  remedy: 'rename one of the two',
} as const;

const DUPLICATE_FILE = {
  code: 'DuplicateFile',
  problem: 'two files have the same path',
  expected: 'each path once',
  remedy: 'remove one of the two',
} as const;

/** Stages in their order; what a stage takes from another one must come from an earlier one. */
export function resolveStages(stages: readonly BuildStage[], where: string): readonly BuildStage[] {
  refuseDuplicates(DUPLICATE_STAGE, stages.map(({ name }) => name), where);
  stages.forEach((stage, index) => resolveFiles(stage._files, stages.slice(0, index), `${where} stage ${stage.name}`));
  return Object.freeze([...stages]);
}

/** Files, each at a path of its own and from a stage that there is. */
export function resolveFiles(files: readonly ImageFile[], stages: readonly BuildStage[], where: string): readonly ImageFile[] {
  refuseDuplicates(DUPLICATE_FILE, files.map(({ path }) => path), where);
  for (const { path, _source } of files) {
    if (_source.kind === 'stage' && !stages.some(({ name }) => name === _source.stage)) {
      throw new GoldenImageError('UnknownStage', {
        where,
        problem: `${path} comes from a stage that is not declared before it is needed`,
        given: _source.stage,
        expected: stages.length === 0 ? 'a stage that is declared' : `one of ${stages.map(({ name }) => name).join(', ')}`,
        remedy: 'declare the stage, or put it before the one that takes from it',
      });
    }
  }
  return Object.freeze([...files]);
}
