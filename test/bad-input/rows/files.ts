import { join } from 'node:path';

import { FILE_CONTENT, FILE_MODE, FILE_STEM, IMAGE_PATH, PEM_CERTIFICATE, SOURCE_PATH, STAGE_NAME } from '../../../lib/core/image-grammar';
import { CaCertificate } from '../../../lib/image/ca-certificate';
import { ImageFile } from '../../../lib/image/image-file';
import { PEM } from '../good';
import { notNull, notInteger, notStruct } from '../kinds';
import { BadValue, property, Row } from '../row';
import { texts, unresolved, usualTexts } from '../texts';

const OWNER = { min: 0, max: 4_294_967_294, remedy: 'give the numeric id, such as 65532' };

function fixture(name: string): string {
  return join(__dirname, '../fixtures', name);
}

const PEM_FILE = fixture('root.pem');

/** Paths on the machine that synthesizes from which nothing can be read. */
export function notReadable(): readonly BadValue[] {
  return [
    ...texts('UnreadableFile', SOURCE_PATH, {
      'a file that is not there': '/nowhere/a.txt',
      'a folder': __dirname,
      'an empty text': '',
      'a NUL in it': `${PEM_FILE}\0`,
      'the number of an open file': 0,
      'nothing': undefined,
      'one character too many': `/${'a'.repeat(4096)}`,
    }),
    unresolved(SOURCE_PATH.expected, '${TfToken[TOKEN.1]}'),
  ];
}

const FILES: readonly Row[] = [
  ...property(
    'ImageFile.text.path',
    { where: 'ImageFile.text', make: (path) => ImageFile.text(path, 'a'), good: '/etc/app/app.conf' },
    usualTexts('InvalidPath', IMAGE_PATH, '/etc/app/app.conf'),
    texts('InvalidPath', IMAGE_PATH, {
      'a relative path': 'etc/app.conf',
      'the root': '/',
      'a slash behind it': '/etc/',
      'a folder above': '/etc/../root/.ssh/authorized_keys',
      'a folder above, at its end': '/etc/..',
      'the folder itself': '/etc/./app.conf',
      'two slashes': '//etc',
      'a file of the kernel': '/proc/self/exe',
      'a device': '/dev/null',
      "the folder of the kernel's settings": '/sys',
      'a space': '/etc/my app',
      'a wildcard': '/etc/*.conf',
      'a variable': '/home/$USER',
      'a home': '~/app',
      'a path of Windows': 'C:\\app',
      'nothing': undefined,
      'null': null,
    }),
  ),
  ...property(
    'ImageFile.text.content',
    { where: 'ImageFile.text', make: (content) => ImageFile.text('/a', content), good: 'a\n$"\\' },
    texts('InvalidFileContent', FILE_CONTENT, {
      'a NUL in it': 'a\0b',
      'more than 1 MiB': 'a'.repeat(1_048_577),
      'bytes': Buffer.from('a'),
      'a number': 1,
      'nothing': undefined,
      'null': null,
      'a list of lines': ['a', 'b'],
    }),
    unresolved(FILE_CONTENT.expected, 'a${TfToken[TOKEN.1]}b'),
  ),
  ...property('ImageFile.text.options', { where: 'ImageFile.text', make: (options) => ImageFile.text('/a', 'a', options), good: { mode: '0600' } }, notStruct('options')),
  ...property(
    'ImageFile.fromPath.path',
    { where: 'ImageFile.fromPath', make: (path) => ImageFile.fromPath(path, PEM_FILE), good: '/a' },
    texts('InvalidPath', IMAGE_PATH, { 'a relative path': './a', 'a path below /boot': '/boot/grub', 'a quote': '/a"', 'a newline and an instruction': '/a\nUSER 0' }),
  ),
  ...property('ImageFile.fromPath.source', { where: 'ImageFile.fromPath', make: (source) => ImageFile.fromPath('/a', source), good: PEM_FILE }, notReadable(), [
    ...texts('InvalidFileContent', FILE_CONTENT, { 'a file that is not UTF-8': fixture('latin-1.txt') }),
    ...texts('InvalidFileContent', FILE_CONTENT, { 'a file with NUL': fixture('with-nul.txt') }).map((value) => ({ ...value, given: 'a\0b\n' })),
  ]),
  ...property(
    'ImageFile.fromPath.options',
    { where: 'ImageFile.fromPath', make: (options) => ImageFile.fromPath('/a', PEM_FILE, options), good: {} },
    notNull('options'),
  ),
  ...property(
    'ImageFile.fromStage.path',
    { where: 'ImageFile.fromStage', make: (path) => ImageFile.fromStage(path, 'build', { source: '/out' }), good: '/app' },
    texts('InvalidPath', IMAGE_PATH, { 'the folder where it runs': '.', 'a backslash': '/a\\b', 'nothing': undefined }),
  ),
  ...property(
    'ImageFile.fromStage.stage',
    { where: 'ImageFile.fromStage', make: (stage) => ImageFile.fromStage('/app', stage, { source: '/out' }), good: 'build' },
    usualTexts('InvalidStageName', STAGE_NAME, 'build'),
    texts('InvalidStageName', STAGE_NAME, {
      'the stage that holds the image': 'common',
      'an image of a registry': 'golang:1.25',
      'the number of a stage': '0',
      'nothing': undefined,
    }),
  ),
  ...property(
    'ImageFile.fromStage.options',
    { where: 'ImageFile.fromStage', make: (options) => ImageFile.fromStage('/app', 'build', options), good: { source: '/out' } },
    notStruct('options'),
  ),
  ...property(
    'StageFileOptions.source',
    { where: 'ImageFile.fromStage', make: (source) => ImageFile.fromStage('/app', 'build', { source }), good: '/out/app' },
    usualTexts('InvalidPath', IMAGE_PATH, '/out/app'),
    texts('InvalidPath', IMAGE_PATH, { 'a relative path': 'out/app', 'a wildcard': '/out/*', 'an option': '--from=x', 'nothing': undefined }),
    notNull('source'),
  ),
  ...property(
    'ImageFileOptions.mode',
    { where: 'ImageFile.text', make: (mode) => ImageFile.text('/a', 'a', { mode }), good: '0755' },
    usualTexts('InvalidFileMode', FILE_MODE, '0644'),
    texts('InvalidFileMode', FILE_MODE, {
      'the setuid bit': '4755',
      'the setgid bit': '2755',
      'both bits': '6755',
      'a digit that is not octal': '0688',
      'two digits': '64',
      'symbols': 'u+x',
      'a number, which is not octal': 644,
      'the prefix of JavaScript': '0o644',
    }),
    notNull('mode'),
  ),
  ...property(
    'ImageFileOptions.userId',
    { where: 'ImageFile.text', make: (userId) => ImageFile.text('/a', 'a', { userId }), good: 10001 },
    notInteger('InvalidUserId', OWNER),
    notNull('userId'),
  ),
  ...property(
    'ImageFileOptions.groupId',
    { where: 'ImageFile.fromStage', make: (groupId) => ImageFile.fromStage('/a', 'build', { source: '/a', groupId }), good: 10001 },
    notInteger('InvalidUserId', OWNER),
    notNull('groupId'),
  ),
];

const CERTIFICATES: readonly Row[] = [
  ...property(
    'CaCertificate.fromText.name',
    { where: 'CaCertificate.fromText', make: (name) => CaCertificate.fromText(name, PEM), good: 'example-root' },
    usualTexts('InvalidFileName', FILE_STEM, 'example-root'),
    texts('InvalidFileName', FILE_STEM, {
      'an ending': 'example.crt',
      'a path': '../example',
      'upper case': 'Example',
      'two hyphens': 'a--b',
      'an underscore': 'a_b',
      'nothing': undefined,
      'null': null,
    }),
  ),
  ...property(
    'CaCertificate.fromText.pem',
    { where: 'CaCertificate.fromText', make: (pem) => CaCertificate.fromText('root', pem), good: PEM },
    texts('InvalidCertificate', PEM_CERTIFICATE, {
      'an empty text': '',
      'a private key': PEM.replaceAll('CERTIFICATE', 'PRIVATE KEY'),
      'a certificate and a private key': PEM + PEM.replaceAll('CERTIFICATE', 'PRIVATE KEY'),
      'two certificates': PEM + PEM,
      'a certificate without its end': PEM.split('\n').slice(0, 2).join('\n'),
      'a certificate of nothing': PEM.replace('AAAA\n', ''),
      'one line': PEM.replaceAll('\n', ' '),
      'DER': Buffer.from([0x30, 0x82]),
      'a path': 'certificates/root.pem',
      'more than a certificate has': PEM.replace('AAAA', 'A'.repeat(16_384)),
      'nothing': undefined,
    }),
    unresolved(PEM_CERTIFICATE.expected, '${TfToken[TOKEN.1]}'),
  ),
  ...property(
    'CaCertificate.fromPath.name',
    { where: 'CaCertificate.fromPath', make: (name) => CaCertificate.fromPath(name, PEM_FILE), good: 'root' },
    texts('InvalidFileName', FILE_STEM, { 'a path': '/etc/ssl/root', 'a space': 'my root', 'a shell command': 'a;id' }),
  ),
  ...property(
    'CaCertificate.fromPath.source',
    { where: 'CaCertificate.fromPath', make: (source) => CaCertificate.fromPath('root', source), good: PEM_FILE },
    notReadable(),
    texts('InvalidCertificate', PEM_CERTIFICATE, { 'a file without a certificate': fixture('note.txt') }).map((value) => ({ ...value, given: 'root.pem is the certificate.\n' })),
  ),
];

export const FILE_ROWS: readonly Row[] = [...FILES, ...CERTIFICATES];
