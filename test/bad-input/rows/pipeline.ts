import { PipelineTools } from '../../../lib/build/pipeline-tools';
import { ScanGate } from '../../../lib/build/scan-gate';
import { CHANNEL_NAME, NAMESPACE, SHA256, TOOLS_MIRROR } from '../../../lib/core/grammar';
import { RateUnit, Schedule } from '../../../lib/core/schedule';
import { Severity } from '../../../lib/core/severity';
import { CodeBuildPipeline } from '../../../lib/pipeline/codebuild/codebuild-pipeline';
import { RepositoryPrincipal } from '../../../lib/registry/access/repository-principal';
import { HEX, IMAGE, image, newStack } from '../good';
import { notBoolean, notInstance, notInteger, notNull, notListOf, notMember, notStruct } from '../kinds';
import { property, Row } from '../row';
import { texts, usualTexts } from '../texts';

const mirror = 'PipelineTools.fromMirror';
const MIRROR_URL = 'https://mirror.example.com/github';
const NOT_SHA256 = {
  'the name of its algorithm': `sha256:${HEX}`,
  'upper case': HEX.toUpperCase(),
  'an empty text': '',
  'SHA-1': 'a'.repeat(40),
  'one digit too many': `${HEX}a`,
  'a number': 0,
};

const TOOLS: readonly Row[] = [
  ...property(
    `${mirror}.url`,
    { where: mirror, make: (url) => PipelineTools.fromMirror(url), good: MIRROR_URL },
    usualTexts('InvalidToolsMirror', TOOLS_MIRROR, MIRROR_URL),
    texts('InvalidToolsMirror', TOOLS_MIRROR, {
      'http': 'http://mirror.example.com',
      'no scheme': 'mirror.example.com',
      'a slash behind it': 'https://mirror.example.com/',
      'a user and a password in it': 'https://u:p@mirror.example.com',
      'a query': 'https://mirror.example.com/?a',
      'a substitution': 'https://mirror.example.com/$(id)',
      'no host': 'https://',
      'nothing': undefined,
      'null': null,
    }),
  ),
  ...property(`${mirror}.options`, { where: mirror, make: (options) => PipelineTools.fromMirror(MIRROR_URL, options), good: { craneSha256: HEX } }, notStruct('options')),
  ...['containerStructureTestSha256', 'containerStructureTestArm64Sha256', 'craneArm64Sha256', 'cosignSha256', 'syftSha256'].flatMap((name) =>
    property(
      `PipelineToolsMirrorOptions.${name}`,
      { where: mirror, make: (value) => PipelineTools.fromMirror(MIRROR_URL, { [name]: value }), good: HEX },
      texts('InvalidSha256', SHA256, NOT_SHA256),
      notNull(name),
    ),
  ),
  ...property(
    'PipelineToolsMirrorOptions.craneSha256',
    { where: mirror, make: (craneSha256) => PipelineTools.fromMirror(MIRROR_URL, { craneSha256 }), good: HEX },
    texts('InvalidSha256', SHA256, NOT_SHA256),
    notNull('craneSha256'),
    usualTexts('InvalidSha256', SHA256, HEX).slice(-1),
  ),
];

/** The rows of one property of a pipeline. */
function option(name: string, good: unknown, ...badValues: Parameters<typeof property>[2][]): readonly Row[] {
  return property(
    `CodeBuildPipelineProps.${name}`,
    { where: 'stack/Factory', make: (value) => new CodeBuildPipeline(newStack(), 'Factory', { [name]: value }), good },
    ...badValues,
  );
}

const LOG_RETENTION_DAYS = [365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

const CODEBUILD: readonly Row[] = [
  ...property(
    'CodeBuildPipeline.constructor.props',
    { where: 'stack/Factory', make: (props) => new CodeBuildPipeline(newStack(), 'Factory', props), good: {} },
    notStruct('props'),
  ),
  ...option(
    'namespace',
    'team1',
    usualTexts('InvalidNamespace', NAMESPACE, 'golden'),
    texts('InvalidNamespace', NAMESPACE, {
      'upper case': 'Golden',
      'a hyphen in it': 'golden-images',
      'a slash in it': 'a/b',
      'a digit before it': '1team',
      'a dot in it': 'a.b',
      "a beginning that is SSM's own": 'aws',
      "a beginning that is SSM's own, with more behind it": 'ssmimages',
    }),
    notNull('namespace'),
  ),
  ...option('tools', PipelineTools.fromGitHub(), notInstance('tools', 'PipelineTools')),
  ...option(
    'logRetentionDays',
    731,
    notMember('InvalidLogRetention', 'log retention in days', LOG_RETENTION_DAYS, {
      'less than a year': 90,
      'days that CloudWatch Logs does not take': 366,
      'no end': 0,
      'NaN': NaN,
      'a number in quotes': '365',
      'a negative number': -365,
    }),
    notNull('logRetentionDays'),
  ),
];

/** The rows of one property of an image that says how it is made and shared. */
function made(name: string, good: unknown, ...badValues: Parameters<typeof property>[2][]): readonly Row[] {
  return property(`GoldenImageProps.${name}`, { where: IMAGE, make: (value) => image({ [name]: value }), good }, ...badValues);
}

const IMAGE_PROPS: readonly Row[] = [
  ...property(
    'GoldenImageProps.channel',
    { where: IMAGE, make: (channel) => image({ channel }), good: 'next' },
    usualTexts('InvalidChannelName', CHANNEL_NAME, 'stable'),
    texts('InvalidChannelName', CHANNEL_NAME, {
      'upper case': 'Stable',
      'a slash in it': 'a/b',
      'a digit before it': '1st',
      'two hyphens': 'a--b',
      'a version': '12.1.0',
    }),
    { what: 'a channel for debug variants', bad: 'stable-debug', code: 'ChannelVariantMismatch', expected: 'is or ends in neither dev nor debug', remedy: 'declare variants' },
    notNull('channel'),
  ),
  ...property(
    'GoldenImageProps.channelTags',
    { where: IMAGE, make: (channelTags) => image({ channelTags }), good: false },
    notBoolean('channelTags'),
    {
      what: 'a provider that knows no exceptions from immutability',
      bad: true,
      given: '5.100.0',
      where: `${IMAGE}/Repository/Resource`,
      code: 'ProviderTooOld',
      expected: 'version 6.8 or later of the AWS provider',
      remedy: 'or use TagImmutability.always()',
    },
  ),
  ...made('scanGate', ScanGate.blockAtOrAbove(Severity.LOW), notInstance('scanGate', 'ScanGate'), [
    { what: 'a severity', bad: Severity.HIGH, code: 'InvalidType', expected: 'an object of the class ScanGate', remedy: 'a method of ScanGate' },
  ]),
  ...made('rebuildSchedule', Schedule.rate(1, RateUnit.DAYS), notInstance('rebuildSchedule', 'Schedule'), [
    { what: 'an expression', bad: 'rate(7 days)', code: 'InvalidType', expected: 'an object of the class Schedule', remedy: 'a method of Schedule' },
  ]),
  ...made('refreshAfterDays', 1, notInteger('InvalidRefreshDays', { min: 1, max: 365, remedy: 'leave it out for 7' }), notNull('refreshAfterDays')),
  ...made('supportNoticeDays', 730, notInteger('InvalidNoticeDays', { min: 1, max: 730, remedy: 'leave it out for 90' }), notNull('supportNoticeDays')),
  ...made('releaseNoticeDays', 1, notInteger('InvalidNoticeDays', { min: 1, max: 365, remedy: 'leave it out for 30' }), notNull('releaseNoticeDays')),
  ...made('pullableBy', [RepositoryPrincipal.account('111122223333')], notListOf('pullableBy', 'RepositoryPrincipal', RepositoryPrincipal.account('111122223333')), [
    {
      what: 'the id of an account',
      bad: ['111122223333'],
      given: '111122223333',
      code: 'InvalidType',
      expected: 'an object of the class RepositoryPrincipal',
      remedy: 'a method of RepositoryPrincipal',
    },
  ]),
];

export const PIPELINE_ROWS: readonly Row[] = [...TOOLS, ...CODEBUILD, ...IMAGE_PROPS];
