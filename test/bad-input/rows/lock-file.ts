import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { BaseImage } from '../../../lib/base-image/base-image';
import { lockDocument } from '../../../lib/base-image/lock-document';
import { LockFile } from '../../../lib/base-image/lock-file';
import { SOURCE_PATH } from '../../../lib/core/image-grammar';
import { IMAGE_REFERENCE } from '../../../lib/core/reference-grammar';
import { DIGEST } from '../good';
import { notInstance } from '../kinds';
import { property, Row } from '../row';
import { texts, unresolved, usualTexts } from '../texts';

const REFERENCE = 'docker.io/library/debian:12-slim';
const FILE = join(mkdtempSync(join(tmpdir(), 'golden-image-rows-')), 'images.lock.json');
writeFileSync(FILE, lockDocument([{ reference: REFERENCE, digest: DIGEST, platforms: [], resolvedAt: '2026-11-24T10:00:00Z' }]));

const LOCK = LockFile.read(FILE);
const ABSENT = '/nowhere/images.lock.json';

export const LOCK_FILE_ROWS: readonly Row[] = [
  ...property(
    'LockFile.read.path',
    { where: 'LockFile.read', make: (path) => LockFile.read(path), good: FILE },
    texts('UnreadableFile', SOURCE_PATH, { 'an empty text': '', 'a NUL in it': `${FILE}\0`, 'a number instead of a text': 0, 'one character too many': `/${'a'.repeat(4096)}` }),
    unresolved(SOURCE_PATH.expected, '${TfToken[TOKEN.1]}'),
    { what: 'a file that is not there', bad: ABSENT, code: 'InvalidLockFile', expected: 'the file that `golden-image lock` writes', remedy: `golden-image lock --lock-file ${ABSENT}` },
  ),
  ...property(
    'LockFile.digestOf.reference',
    { where: 'LockFile.digestOf', make: (reference) => LOCK.digestOf(reference), good: REFERENCE },
    usualTexts('InvalidImageReference', IMAGE_REFERENCE, REFERENCE),
    texts('InvalidImageReference', IMAGE_REFERENCE, {
      'a name without a registry host': 'debian:12-slim',
      'a name without a tag': 'docker.io/library/debian',
      'a digest behind it': `${REFERENCE}@${DIGEST}`,
      'nothing': undefined,
    }),
    { what: 'an image that is not locked', bad: 'docker.io/library/debian:13', code: 'NotLocked', expected: 'an image that is locked', remedy: 'golden-image lock' },
  ),
  ...property(
    'UpstreamImageOptions.lockFile',
    { where: 'BaseImage.debian', make: (lockFile) => BaseImage.debian('12-slim', { lockFile }), good: LOCK },
    notInstance('lockFile', 'LockFile'),
  ),
];
