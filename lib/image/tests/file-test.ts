import { checkInteger, checkText } from '../../core/check';
import { FILE_MODE, IMAGE_PATH } from '../../core/image-grammar';
import { checkShape } from '../../core/shape';
import { EXPECTED_CONTENT } from '../../core/test-grammar';
import { FileTestOptions } from '../image-test-options';
import { FILE_TEST_SHAPE } from '../image-test-shape';
import { USER_ID } from '../image-user';
import { checkSome } from './expected-values';
import { TestParts } from './test-parts';

/** container-structure-test's word for "whoever it may belong to". */
const ANY_ID = -1;

/** A file is there, with what is expected of it. */
export function fileTest(name: string, path: string, options: FileTestOptions, where: string): TestParts {
  checkText(IMAGE_PATH, path, where);
  const { mode, userId, groupId, content } = checkShape(FILE_TEST_SHAPE, options, 'options', where);
  return {
    name,
    existence: {
      name,
      path,
      shouldExist: true,
      ...(mode !== undefined && { permissions: permissions(checkText(FILE_MODE, mode, where)) }),
      uid: userId === undefined ? ANY_ID : checkInteger(USER_ID, userId, where),
      gid: groupId === undefined ? ANY_ID : checkInteger(USER_ID, groupId, where),
    },
    ...(content && { content: { name, path, expectedContents: checkSome(EXPECTED_CONTENT, content, 'content', where) } }),
  };
}

/** The mode of a regular file as Go writes it, which is what the tool compares. */
function permissions(mode: string): string {
  const bits = [...mode.slice(-3)].map((digit) => ['r', 'w', 'x'].map((letter, index) => ((Number(digit) & (4 >> index)) === 0 ? '-' : letter)).join(''));
  return `-${bits.join('')}`;
}
