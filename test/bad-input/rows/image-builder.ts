import { PipelineTools } from '../../../lib/build/pipeline-tools';
import { NAMESPACE } from '../../../lib/core/grammar';
import { COMPONENT_ARN, INSTANCE_TYPE } from '../../../lib/core/image-builder-grammar';
import { SECURITY_GROUP_ID, SUBNET_ID } from '../../../lib/pipeline/codebuild/machine/machine-grammar';
import { ImageBuilderPipeline } from '../../../lib/pipeline/image-builder/image-builder-pipeline';
import { ENCRYPTION_KEY, newStack } from '../good';
import { missing, notBoolean, notImplementing, notInstance, notInteger, notList, notMember, notNull, notStruct } from '../kinds';
import { BadValue, property, Row } from '../row';
import { asItems, texts, usualTexts } from '../texts';

const where = 'stack/Factory';
const GOOD = { subnetId: 'subnet-0a1b2c3d', securityGroupIds: ['sg-0a1b2c3d'] };
const LOG_RETENTION_DAYS = [365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];
const UPDATE = 'arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/x.x.x';

/** The rows of one property. */
function option(name: string, good: unknown, ...badValues: Parameters<typeof property>[2][]): readonly Row[] {
  return property(
    `ImageBuilderPipelineProps.${name}`,
    { where, make: (value) => new ImageBuilderPipeline(newStack(), 'Factory', { ...GOOD, [name]: value } as never), good },
    ...badValues,
  );
}

function tooMany(code: BadValue['code'], what: string, bad: readonly string[], expected: string, remedy: string): BadValue {
  return { what, bad, given: bad.length, code, expected, remedy };
}

export const IMAGE_BUILDER_ROWS: readonly Row[] = [
  ...property(
    'ImageBuilderPipeline.constructor.props',
    { where, make: (props) => new ImageBuilderPipeline(newStack(), 'Factory', props), good: GOOD },
    notStruct('props'),
    missing('subnetId'),
  ),
  ...option('namespace', 'team1', usualTexts('InvalidNamespace', NAMESPACE, 'golden'), texts('InvalidNamespace', NAMESPACE, { 'a hyphen in it': 'golden-images', 'upper case': 'Golden' }), notNull('namespace')),
  ...option('encryptionKey', ENCRYPTION_KEY, notImplementing('encryptionKey', 'IEncryptionKey')),
  ...option('signingKey', { signingKeyArn: ENCRYPTION_KEY.keyArn }, notImplementing('signingKey', 'IImageSigningKey')),
  ...option('tools', PipelineTools.fromGitHub(), notInstance('tools', 'PipelineTools')),
  ...option('logRetentionDays', 731, notMember('InvalidLogRetention', 'log retention in days', LOG_RETENTION_DAYS, { 'less than a year': 90, 'a number in quotes': '365' }), notNull('logRetentionDays')),
  ...option(
    'subnetId',
    'subnet-0a1b2c3d4e5f60718',
    texts('InvalidSubnetId', SUBNET_ID, {
      'a name': 'private-a',
      'the id of a VPC': 'vpc-0a1b2c3d',
      'an ARN': 'arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-0a1b2c3d',
      'nine digits': 'subnet-0a1b2c3d4',
      'upper case': 'subnet-0A1B2C3D',
      'a line break behind it': 'subnet-0a1b2c3d\n',
      'an empty text': '',
      'a list': ['subnet-0a1b2c3d'],
    }),
    missing('subnetId'),
    notNull('subnetId'),
  ),
  ...option(
    'securityGroupIds',
    ['sg-0a1b2c3d4e5f60718'],
    notList('securityGroupIds', 'sg-0a1b2c3d'),
    asItems(texts('InvalidSecurityGroupId', SECURITY_GROUP_ID, { 'a name': 'default', 'nine digits': 'sg-0a1b2c3d4', 'an empty text': '', 'a number': 1 })),
    missing('securityGroupIds'),
    { what: 'one twice', bad: ['sg-0a1b2c3d', 'sg-0a1b2c3d'], given: 'sg-0a1b2c3d', code: 'DuplicateSecurityGroup', expected: 'each security group id once', remedy: 'remove one of the two' },
    { what: 'no group', bad: [], code: 'InvalidSecurityGroups', expected: '1 to 5', remedy: 'give 1 to 5 in securityGroupIds' },
    { what: 'six groups', bad: Array(6).fill('sg-0a1b2c3d'), code: 'InvalidSecurityGroups', expected: '1 to 5', remedy: 'give 1 to 5 in securityGroupIds' },
  ),
  ...option('publicAddress', true, notBoolean('publicAddress')),
  ...option(
    'instanceTypes',
    ['m7i-flex.large', 'm5.large'],
    notList('instanceTypes', 't3.medium'),
    asItems(usualTexts('InvalidInstanceType', INSTANCE_TYPE, 't3.medium')),
    asItems(texts('InvalidInstanceType', INSTANCE_TYPE, { 'a family': 't3', 'upper case': 'T3.medium', 'a space in it': 't3. medium' })),
    tooMany('InvalidInstanceTypes', 'no type', [], '1 to 10 instance types', 'leave instanceTypes out'),
    tooMany('InvalidInstanceTypes', 'eleven types', Array(11).fill('t3.medium'), '1 to 10 instance types', 'leave instanceTypes out'),
  ),
  ...option('metadataHopLimit', 1, notInteger('InvalidHopLimit', { min: 1, max: 64, remedy: 'leave it out for 2' }), notNull('metadataHopLimit')),
  ...option('volumeGigabytes', 100, notInteger('InvalidVolumeSize', { min: 30, max: 16_384, remedy: 'leave it out for 30' }), notNull('volumeGigabytes')),
  ...option('imageTests', false, notBoolean('imageTests')),
  ...option('testTimeoutMinutes', 90, notInteger('InvalidTestTimeout', { min: 60, max: 1440, remedy: 'leave it out for 60' }), notNull('testTimeoutMinutes')),
  ...option(
    'components',
    [UPDATE, 'arn:aws-us-gov:imagebuilder:us-gov-west-1:111122223333:component/harden/1.2.3/4'],
    notList('components', UPDATE),
    asItems(
      texts('InvalidComponentArn', COMPONENT_ARN, {
        'a name': 'update-linux',
        'an ARN without a version': 'arn:aws:imagebuilder:eu-west-1:aws:component/update-linux',
        'a wildcard before a number': 'arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/x.1.0',
        'the ARN of a recipe': 'arn:aws:imagebuilder:eu-west-1:111122223333:container-recipe/a/1.0.0',
        'a star': 'arn:aws:imagebuilder:eu-west-1:aws:component/*/x.x.x',
        'an empty text': '',
      }),
    ),
    { what: 'one component twice', bad: [UPDATE, UPDATE], given: UPDATE, code: 'DuplicateComponent', expected: 'each component ARN once', remedy: 'remove one of the two' },
    tooMany('InvalidComponents', 'nineteen components', [...Array(19).keys()].map((index) => UPDATE.replace('linux', `linux-${index}`)), 'at most 18 components', 'join components'),
  ),
  ...property(
    'ImageBuilderPipelineProps.onlyWithUpdates',
    { where, make: (onlyWithUpdates) => new ImageBuilderPipeline(newStack(), 'Factory', { ...GOOD, components: [UPDATE], onlyWithUpdates }), good: true },
    notBoolean('onlyWithUpdates'),
  ),
  ...option('onlyWithUpdates', false, { what: 'no component that could be updated', bad: true, given: [], code: 'NothingToUpdate', expected: 'such as x.x.x', remedy: 'leave onlyWithUpdates out' }),
];
