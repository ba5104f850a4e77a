import { FILE_MODE, IMAGE_PATH } from '../../../lib/core/image-grammar';
import { EXCLUDED_OUTPUT, EXPECTED_CONTENT, EXPECTED_ERROR } from '../../../lib/core/test-grammar';
import { ImageTest } from '../../../lib/image/image-test';
import { IMAGE, image } from '../good';
import { notInteger, notList, notMap, notNull, notStruct } from '../kinds';
import { BadValue, property, Row } from '../row';
import { asItems, texts } from '../texts';

const file = 'ImageTest.file';
const metadata = 'ImageTest.metadata';
const ID = { min: 0, max: 4_294_967_294, remedy: 'give the numeric id, such as 65532' };
const SIZE = { min: 1, max: 100_000, remedy: 'give the limit in whole megabytes, such as 150' };

function nothingIn(name: string, bad: unknown): BadValue {
  return { what: 'nothing in it', bad, code: 'NothingToTest', expected: `at least one item in ${name}`, remedy: 'say what is expected' };
}

/** What RE2 does not have, and what is no expression. */
function expressions(code: 'InvalidExcludedOutput' | 'InvalidExpectedError' | 'InvalidExpectedContent', rule: Parameters<typeof texts>[1]): readonly BadValue[] {
  return asItems(texts(code, rule, { 'an empty text': '', 'a look-ahead': '(?=a)', 'a look-behind': '(?<!a)b', 'a back-reference': '(a)\\1', 'a NUL': 'a\0', 'a number': 0 }));
}

/** A property of what a test of the configuration expects. */
function expected(name: string): { readonly where: string; readonly make: (value: never) => unknown } {
  return { where: metadata, make: (value) => ImageTest.metadata({ [name]: value }) };
}

const FILES: readonly Row[] = [
  ...property(`${file}.path`, { where: file, make: (path) => ImageTest.file(path), good: '/etc/app.conf' }, texts('InvalidPath', IMAGE_PATH, { 'no slash before it': 'etc/app.conf', 'a way up': '/etc/../a', 'a pattern': '/etc/*', 'nothing': undefined })),
  ...property(`${file}.options`, { where: file, make: (options) => ImageTest.file('/a', options), good: { mode: '0644' } }, notStruct('options')),
  ...property(
    'FileTestOptions.mode',
    { where: file, make: (mode) => ImageTest.file('/a', { mode }), good: '0755' },
    texts('InvalidFileMode', FILE_MODE, { 'a setuid bit': '4755', 'letters': 'rwxr-xr-x', 'a number': 644, 'an octal literal': '0o644' }),
    notNull('mode'),
  ),
  ...property('FileTestOptions.userId', { where: file, make: (userId) => ImageTest.file('/a', { userId }), good: 0 }, notInteger('InvalidUserId', ID), notNull('userId')),
  ...property('FileTestOptions.groupId', { where: file, make: (groupId) => ImageTest.file('/a', { groupId }), good: 0 }, notInteger('InvalidUserId', ID), notNull('groupId')),
  ...property(
    'FileTestOptions.content',
    { where: file, make: (content) => ImageTest.file('/a', { content }), good: ['^listen 8080'] },
    notList('content', 'listen'),
    nothingIn('content', []),
    expressions('InvalidExpectedContent', EXPECTED_CONTENT),
  ),
  ...property('ImageTest.noFile.path', { where: 'ImageTest.noFile', make: (path) => ImageTest.noFile(path), good: '/etc/shadow-' }, texts('InvalidPath', IMAGE_PATH, { 'a relative path': 'a', 'a folder of the kernel': '/proc/1', 'nothing': undefined })),
];

const METADATA: readonly Row[] = [
  ...property(`${metadata}.options`, { where: metadata, make: (options) => ImageTest.metadata(options), good: { command: [] } }, notStruct('options')),
  ...property('MetadataTestOptions.environment', { ...expected('environment'), good: { A: 'b' } }, notMap('environment'), nothingIn('environment', {})),
  ...property('MetadataTestOptions.labels', { ...expected('labels'), good: { 'com.example.a': 'b' } }, notMap('labels'), nothingIn('labels', {})),
  ...property('MetadataTestOptions.ports', { ...expected('ports'), good: ['80/tcp'] }, notList('ports', '80'), nothingIn('ports', [])),
  ...property('MetadataTestOptions.volumes', { ...expected('volumes'), good: ['/data'] }, notList('volumes', '/data'), nothingIn('volumes', [])),
  ...property('MetadataTestOptions.entrypoint', { ...expected('entrypoint'), good: ['/app'] }, notList('entrypoint', '/app')),
  ...property('MetadataTestOptions.command', { ...expected('command'), good: ['/app'] }, notList('command', '/app')),
  ...property('MetadataTestOptions.workingDirectory', { ...expected('workingDirectory'), good: '/srv' }, texts('InvalidPath', IMAGE_PATH, { 'a relative path': 'srv', 'a list': ['/srv'], 'a variable': '$HOME' }), notNull('workingDirectory')),
];

const CONTAINERS: readonly Row[] = [
  ...property(
    'CommandTestOptions.excludedOutput',
    { where: 'ImageTest.command', make: (excludedOutput) => ImageTest.command('runs', { command: ['true'], excludedOutput }), good: ['error'] },
    notList('excludedOutput', 'error'),
    nothingIn('excludedOutput', []),
    expressions('InvalidExcludedOutput', EXCLUDED_OUTPUT),
  ),
  ...property(
    'CommandTestOptions.expectedError',
    { where: 'ImageTest.command', make: (expectedError) => ImageTest.command('runs', { command: ['true'], expectedError }), good: ['usage'] },
    notList('expectedError', 'usage'),
    nothingIn('expectedError', []),
    expressions('InvalidExpectedError', EXPECTED_ERROR),
  ),
  ...property('ImageTest.listensOn.port', { where: 'ImageTest.listensOn', make: (port) => ImageTest.listensOn(port), good: 8080 }, notInteger('InvalidPort', { min: 1, max: 65_535, remedy: 'give the port as a number, such as 8080' })),
  ...property('ImageTest.listensOn.options', { where: 'ImageTest.listensOn', make: (options) => ImageTest.listensOn(80, options), good: {} }, notStruct('options')),
  ...property(
    'ListenTestOptions.startupSeconds',
    { where: 'ImageTest.listensOn', make: (startupSeconds) => ImageTest.listensOn(80, { startupSeconds }), good: 60 },
    notInteger('InvalidStartupSeconds', { min: 1, max: 600, remedy: 'leave it out for 30 seconds' }),
    notNull('startupSeconds'),
  ),
  ...property('ImageTest.startsReadOnly.options', { where: 'ImageTest.startsReadOnly', make: (options) => ImageTest.startsReadOnly(options), good: {} }, notStruct('options')),
  ...property(
    'ReadOnlyTestOptions.command',
    { where: 'ImageTest.startsReadOnly', make: (command) => ImageTest.startsReadOnly({ command }), good: ['/app'] },
    { what: 'an empty command', bad: [], code: 'InvalidCommand', expected: 'the program, then its arguments', remedy: 'give a list' },
    notNull('command'),
  ),
  ...property('ImageTest.maxSizeMegabytes.megabytes', { where: 'ImageTest.maxSizeMegabytes', make: (megabytes) => ImageTest.maxSizeMegabytes(megabytes), good: 150 }, notInteger('InvalidMaxSize', SIZE)),
  ...property('ImageTest.maxLayers.layers', { where: 'ImageTest.maxLayers', make: (layers) => ImageTest.maxLayers(layers), good: 20 }, notInteger('InvalidMaxLayers', { min: 1, max: 127, remedy: 'give the limit as a number, such as 20' })),
  ...property('ImageDeclaration.maxSizeMegabytes', { where: IMAGE, make: (maxSizeMegabytes) => image({ maxSizeMegabytes }), good: 150 }, notInteger('InvalidMaxSize', SIZE), notNull('maxSizeMegabytes')),
];

export const IMAGE_TEST_ROWS: readonly Row[] = [...FILES, ...METADATA, ...CONTAINERS];
