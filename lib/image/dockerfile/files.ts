import { ImageFile } from '../image-file';
import { copyText, inOrder, Step, step } from './step';

/** Files in the order of the declaration; `folder` is where their content lies in the build context. */
export function files(items: readonly ImageFile[], folder: string): Step {
  return inOrder(
    ...items.map(({ path, mode, userId, groupId, _source }) => {
      const owner = `${userId}:${groupId}`;
      if (_source.kind === 'text') return copyText({ folder, path, content: _source.content, owner, mode });
      return step({ kind: 'copy', from: _source.stage, source: _source.source, destination: path, owner, mode });
    }),
  );
}
