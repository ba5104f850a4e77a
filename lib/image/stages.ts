import { GoldenImageError } from '../core/error';
import { BuildStage } from './build-stage';
import { ImageFile } from './image-file';

/** Stages in their order; what a stage takes from another one must come from an earlier one. */
export function resolveStages(stages: readonly BuildStage[], where: string): readonly BuildStage[] {
  stages.forEach((stage, index) => {
    const earlier = stages.slice(0, index);
    if (earlier.some(({ name }) => name === stage.name)) {
      throw new GoldenImageError('DuplicateStage', {
        where,
        problem: 'two stages have the same name',
        given: stage.name,
        expected: 'each name once',
        remedy: 'rename one of the two',
      });
    }
    resolveFiles(stage._files, earlier, `${where} stage ${stage.name}`);
  });
  return Object.freeze([...stages]);
}

/** Files, each at a path of its own and from a stage that there is. */
export function resolveFiles(files: readonly ImageFile[], stages: readonly BuildStage[], where: string): readonly ImageFile[] {
  const paths = new Set<string>();
  for (const { path, _source } of files) {
    if (paths.has(path)) {
      throw new GoldenImageError('DuplicateFile', {
        where,
        problem: 'two files have the same path',
        given: path,
        expected: 'each path once',
        remedy: 'remove one of the two',
      });
    }
    paths.add(path);
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
