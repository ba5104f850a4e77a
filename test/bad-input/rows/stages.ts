import { BaseImage } from '../../../lib/base-image/base-image';
import { DEBIAN_PACKAGE } from '../../../lib/core/grammar';
import { ENVIRONMENT_NAME, ENVIRONMENT_VALUE, IMAGE_PATH, SECRET_ID, STAGE_NAME } from '../../../lib/core/image-grammar';
import { BuildStage } from '../../../lib/image/build-stage';
import { ImageFile } from '../../../lib/image/image-file';
import { DEBIAN, IMAGE, image } from '../good';
import { missing, notNull, notInstance, notList, notListOf, notMap, notStruct } from '../kinds';
import { property, Row } from '../row';
import { asItems, asNames, asValues, texts, usualTexts } from '../texts';
import { notCommand } from './commands';

const where = 'BuildStage.of "build"';
const build = BuildStage.of('build', { base: DEBIAN });

/** The rows of one property of a stage. */
function option(name: string, good: unknown, ...badValues: Parameters<typeof property>[2][]): readonly Row[] {
  return property(`BuildStageOptions.${name}`, { where, make: (value) => BuildStage.of('build', { base: DEBIAN, [name]: value }), good }, ...badValues);
}

export const STAGE_ROWS: readonly Row[] = [
  ...property(
    'BuildStage.of.name',
    { where: 'BuildStage.of', make: (name) => BuildStage.of(name, { base: DEBIAN }), good: 'build-2.a_b' },
    usualTexts('InvalidStageName', STAGE_NAME, 'build'),
    texts('InvalidStageName', STAGE_NAME, {
      'upper case': 'Build',
      'a digit before it': '2build',
      'a space': 'build stage',
      'an image': 'golang:1.25',
      'nothing at all, as builders call it': 'scratch',
      'the context of the build': 'context',
      'a stage of the library': 'runtime',
      'null': null,
    }),
  ),
  ...property('BuildStage.of.options', { where, make: (options) => BuildStage.of('build', options), good: { base: DEBIAN } }, notStruct('options'), missing('base')),
  ...option('base', DEBIAN, notInstance('base', 'BaseImage'), missing('base')),
  ...option(
    'packages',
    ['gcc'],
    notList('packages', 'gcc'),
    asItems(texts('InvalidDebianPackage', DEBIAN_PACKAGE, { 'an option': '--allow-unauthenticated', 'two packages': 'gcc make', 'a number': 1 })),
  ),
  ...property(
    'BuildStageOptions.packages',
    { where, make: (packages) => BuildStage.of('build', { base: BaseImage.scratch(), packages }), good: [] },
    {
      what: 'packages on nothing',
      bad: ['gcc'],
      code: 'NoPackageManager',
      expected: 'no packages, or a base that has apt',
      remedy: 'copy what is needed from a build stage',
    },
  ),
  ...option('files', [ImageFile.text('/a', 'a')], notListOf('files', 'ImageFile', ImageFile.text('/a', 'a'))),
  ...option(
    'environment',
    { CGO_ENABLED: '0' },
    notMap('environment'),
    asNames(texts('InvalidEnvironmentName', ENVIRONMENT_NAME, { 'a hyphen in it': 'CGO-ENABLED', 'a space in it': 'CGO ENABLED', 'an assignment': 'CGO_ENABLED=0' })),
    asValues('CGO_ENABLED', where, texts('InvalidEnvironmentValue', ENVIRONMENT_VALUE, { 'a number': 0, 'a line break': '0\n', 'false': false })),
    {
      what: 'a secret',
      bad: { NPM_TOKEN: 'x' },
      given: 'NPM_TOKEN',
      code: 'SecretInEnvironment',
      expected: 'no secret in the environment',
      remedy: 'hand secrets to containers',
    },
  ),
  ...option(
    'workingDirectory',
    '/src',
    texts('InvalidPath', IMAGE_PATH, { 'a relative path': 'src', 'a space': '/my src', 'an empty text': '', 'a list': ['/src'] }),
    notNull('workingDirectory'),
    usualTexts('InvalidPath', IMAGE_PATH, '/src').slice(-1),
  ),
  ...option(
    'commands',
    [['make']],
    notList('commands', 'make'),
    notCommand((command) => [command]),
    {
      what: 'one command instead of a list of commands',
      bad: ['go', 'build'],
      given: 'go',
      code: 'InvalidCommand',
      expected: 'the program, then its arguments',
      remedy: "give a list, such as ['node', 'server.js']",
    },
  ),
  ...option(
    'secrets',
    ['npm-token'],
    notList('secrets', 'npm-token'),
    asItems(usualTexts('InvalidBuildSecretId', SECRET_ID, 'npm-token')),
    asItems(texts('InvalidBuildSecretId', SECRET_ID, { 'another option': 'a,src=/etc/shadow', 'a path': '../a', 'upper case': 'NPM_TOKEN' })),
    { what: 'one twice', bad: ['a', 'a'], given: 'a', code: 'DuplicateBuildSecret', expected: 'each id of a build secret once', remedy: 'remove one of the two' },
  ),
  ...property(
    'ImageDeclaration.stages',
    { where: IMAGE, make: (stages) => image({ stages }), good: [build] },
    notListOf('stages', 'BuildStage', build),
    { what: 'two of one name', bad: [build, build], given: 'build', code: 'DuplicateStage', expected: 'each name once', remedy: 'rename one of the two' },
    {
      what: 'one that takes from a later one',
      bad: [BuildStage.of('first', { base: DEBIAN, files: [ImageFile.fromStage('/a', 'build', { source: '/a' })] }), build],
      given: 'build',
      where: `${IMAGE} stage first`,
      code: 'UnknownStage',
      expected: 'a stage that is declared',
      remedy: 'put it before the one that takes from it',
    },
  ),
];
