import { IntegerRule, TextRule } from './check';
import { LengthRule } from './list-length';

/** EC2 user guide, "Instance type naming conventions". */
export const INSTANCE_TYPE: TextRule = {
  code: 'InvalidInstanceType',
  noun: 'instance type',
  pattern: /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/,
  maxLength: 32,
  expected: 'a family and a size in lower case, such as "t3.medium"',
  remedy: 'choose a type of x86 processors',
};

/** EC2 Image Builder API, ComponentConfiguration, componentArn: of a version, which may be a wildcard. */
export const COMPONENT_ARN: TextRule = {
  code: 'InvalidComponentArn',
  noun: 'component ARN',
  pattern: /^arn:aws[a-z-]*:imagebuilder:[a-z0-9-]+:(?:\d{12}|aws(?:-[a-z-]+)?):component\/[a-z0-9_-]+\/(?:\d+\.\d+\.\d+|\d+\.\d+\.x|\d+\.x\.x|x\.x\.x)(?:\/\d+)?$/,
  maxLength: 250,
  expected: 'an ARN with a version, such as arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/x.x.x',
  remedy: 'copy it from `aws imagebuilder list-components`',
};

export const INSTANCE_TYPES: LengthRule = { code: 'InvalidInstanceTypes', noun: 'instance types', min: 1, max: 10, remedy: 'leave instanceTypes out for "t3.medium"' };
/** A recipe takes 20 components (EC2 Image Builder API, CreateContainerRecipe); two are the library's. */
export const COMPONENTS: LengthRule = { code: 'InvalidComponents', noun: 'components', min: 0, max: 18, remedy: 'join components, or leave some out' };

/** EC2 Image Builder API, InstanceMetadataOptions. */
export const HOP_LIMIT: IntegerRule = { code: 'InvalidHopLimit', noun: 'metadata hop limit', min: 1, max: 64, remedy: 'leave it out for 2' };
/** The Amazon ECS-optimized images have a snapshot of 30 GiB; gp3 volumes end at 16 TiB. */
export const VOLUME_SIZE: IntegerRule = { code: 'InvalidVolumeSize', noun: 'volume size in GiB', min: 30, max: 16_384, remedy: 'leave it out for 30' };
/** EC2 Image Builder API, ImageTestsConfiguration. */
export const TEST_TIMEOUT: IntegerRule = { code: 'InvalidTestTimeout', noun: 'test timeout in minutes', min: 60, max: 1440, remedy: 'leave it out for 60' };
