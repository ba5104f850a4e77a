import { TextRule } from '../../../lib/core/check';
import { ErrorCode } from '../../../lib/core/error';
import { DIGEST as DIGEST_RULE } from '../../../lib/core/grammar';
import { CodeBuildPipeline } from '../../../lib/pipeline/codebuild/codebuild-pipeline';
import { CodeBuildImage } from '../../../lib/pipeline/codebuild/machine/codebuild-image';
import { CodeBuildComputeType, COMPUTE_TYPES } from '../../../lib/pipeline/codebuild/machine/compute-type';
import { CURATED_IMAGE, NO_PROXY_HOST, PROXY_URL, SECURITY_GROUP_ID, SUBNET_ID, VPC_ID } from '../../../lib/pipeline/codebuild/machine/machine-grammar';
import { GoldenImageRepository } from '../../../lib/registry/golden-image-repository';
import { synthesizeDebian } from '../../support/stack';
import { DIGEST, newStack } from '../good';
import { missing, notImplementing, notInstance, notList, notMember, notNull, notStruct } from '../kinds';
import { BadValue, property, Row } from '../row';
import { asItems, texts, usualTexts } from '../texts';

const FACTORY = 'stack/Factory';
const factory = (props: object): unknown => new CodeBuildPipeline(newStack(), 'Factory', props);

const CURATED = 'aws/codebuild/amazonlinux-x86_64-standard:5.0';
const IDS = { vpc: 'vpc-0123456789abcdef0', subnet: 'subnet-0123456789abcdef0', group: 'sg-0123456789abcdef0' };
const VPC = { vpcId: IDS.vpc, subnetIds: [IDS.subnet], securityGroupIds: [IDS.group] };

/** A struct within the props: what is no struct is found in it, and null in the props. */
const struct = (name: string): readonly BadValue[] =>
  notStruct(name).map((value) => ({ ...value, where: value.bad === null ? FACTORY : `${FACTORY} ${name}` }));

function part(owner: string, at: string, name: string, good: unknown, base: object, ...badValues: Parameters<typeof property>[2][]): readonly Row[] {
  return property(`${owner}.${name}`, { where: `${FACTORY} ${at}`, make: (value) => factory({ [at]: { ...base, [name]: value } }), good }, ...badValues);
}

/** A text that Terraform may make has no value that is known only then. */
const known = (values: readonly BadValue[]): readonly BadValue[] => values.filter(({ code }) => code !== 'UnresolvedToken');

function ids(name: string, rule: TextRule, good: string, most: number, plural: ErrorCode, duplicate: ErrorCode): readonly BadValue[] {
  const many = Array.from({ length: most + 1 }, (_, index) => `${good.slice(0, -2)}${(index + 16).toString(16)}`);
  const count = { code: plural, expected: `1 to ${most}`, remedy: `give 1 to ${most} in ${name}` };
  return [
    ...notList(name, good),
    ...asItems(known(usualTexts(rule.code, rule, good))),
    { what: 'none', bad: [], ...count },
    { what: 'too many', bad: many, ...count },
    { what: 'one twice', bad: [good, good], given: good, code: duplicate, expected: `each ${rule.noun} once`, remedy: 'remove one of the two' },
  ];
}

const PROXY = { httpProxy: 'http://proxy.example.com:3128' };
const NOT_PROXY = {
  'a user and a password in it': 'http://user:password@proxy.example.com:3128',
  'a user in it': 'http://user@proxy.example.com',
  'no scheme': 'proxy.example.com:3128',
  'another scheme': 'socks5://proxy.example.com',
  'a path': 'http://proxy.example.com/x',
  'a slash behind it': 'http://proxy.example.com:3128/',
  'a substitution': 'http://$(id)',
};
const proxyUrl = (name: string): readonly BadValue[] => [
  ...usualTexts('InvalidProxyUrl', PROXY_URL, PROXY.httpProxy), ...texts('InvalidProxyUrl', PROXY_URL, NOT_PROXY), notNull(name),
];

const notSize = notMember('InvalidComputeType', 'compute type', COMPUTE_TYPES, { 'a name without its prefix': 'SMALL', 'a size that builds no images': 'BUILD_LAMBDA_1GB', 'vCPUs': 2, 'a list': [CodeBuildComputeType.SMALL] });

const ofMachine = (name: string, good: unknown, ...badValues: Parameters<typeof property>[2][]): readonly Row[] =>
  property(`CodeBuildMachineOptions.${name}`, { where: FACTORY, make: (value) => factory({ [name]: value }), good }, ...badValues);

const repository = (): unknown => GoldenImageRepository.fromRepositoryName(newStack(), 'Tools', 'tools/build');

export const MACHINE_ROWS: readonly Row[] = [
  ...ofMachine('vpc', VPC, struct('vpc')),
  ...part('CodeBuildVpcOptions', 'vpc', 'vpcId', IDS.vpc, VPC, known(usualTexts('InvalidVpcId', VPC_ID, IDS.vpc)), texts('InvalidVpcId', VPC_ID, { 'a subnet': IDS.subnet }), missing('vpcId'), notNull('vpcId')),
  ...part('CodeBuildVpcOptions', 'vpc', 'subnetIds', [IDS.subnet], VPC, ids('subnetIds', SUBNET_ID, IDS.subnet, 16, 'InvalidSubnets', 'DuplicateSubnet'), missing('subnetIds')),
  ...part('CodeBuildVpcOptions', 'vpc', 'securityGroupIds', [IDS.group], VPC, ids('securityGroupIds', SECURITY_GROUP_ID, IDS.group, 5, 'InvalidSecurityGroups', 'DuplicateSecurityGroup'), missing('securityGroupIds')),
  ...ofMachine('proxy', PROXY, struct('proxy'), {
    what: 'no proxy in it', bad: { noProxy: ['a.example.com'] }, where: `${FACTORY} proxy`, code: 'MissingProxy', expected: 'httpProxy, httpsProxy or both', remedy: 'leave proxy out',
  }),
  ...part('CodeBuildProxyOptions', 'proxy', 'httpProxy', PROXY.httpProxy, {}, proxyUrl('httpProxy')),
  ...part('CodeBuildProxyOptions', 'proxy', 'httpsProxy', 'https://proxy.example.com', {}, proxyUrl('httpsProxy')),
  ...part('CodeBuildProxyOptions', 'proxy', 'noProxy', ['.amazonaws.com', '10.0.0.0/8', 'a.example.com:443'], PROXY,
    notList('noProxy', '.amazonaws.com'),
    asItems(usualTexts('InvalidNoProxyHost', NO_PROXY_HOST, 'example.com')),
    asItems(texts('InvalidNoProxyHost', NO_PROXY_HOST, { 'all hosts': '*', 'several hosts': 'a.example.com,b.example.com', 'a URL': 'http://a.example.com' })),
    { what: 'a host twice', bad: ['a.example.com', 'a.example.com'], given: 'a.example.com', code: 'DuplicateNoProxyHost', expected: 'each host without proxy once', remedy: 'remove one of the two' }),
  ...ofMachine('buildImages', { amd64: CodeBuildImage.curated(CURATED) }, struct('buildImages')),
  ...part('CodeBuildImages', 'buildImages', 'amd64', CodeBuildImage.curated(CURATED), {}, notInstance('amd64', 'CodeBuildImage')),
  ...part('CodeBuildImages', 'buildImages', 'arm64', CodeBuildImage.curated(CURATED), {}, notInstance('arm64', 'CodeBuildImage')),
  ...ofMachine('computeType', CodeBuildComputeType.LARGE, notSize, notNull('computeType')),
  ...ofMachine('dockerServer', {}, struct('dockerServer')),
  ...property('CodeBuildMachineOptions.dockerServer', { where: 'stack/Debian/Build/Project/Resource', make: (dockerServer) => synthesizeDebian({}, { dockerServer }), good: undefined }, {
    what: 'a provider that knows no Docker servers', bad: {}, given: '5.100.0', code: 'ProviderTooOld', expected: 'version 6 of the AWS provider', remedy: 'leave dockerServer out',
  }),
  ...part('CodeBuildDockerServerOptions', 'dockerServer', 'computeType', CodeBuildComputeType.LARGE, {}, notSize, notNull('computeType')),
  ...part('CodeBuildDockerServerOptions', 'dockerServer', 'securityGroupIds', [IDS.group], {}, ids('securityGroupIds', SECURITY_GROUP_ID, IDS.group, 5, 'InvalidSecurityGroups', 'DuplicateSecurityGroup')),
  ...property('CodeBuildImage.curated.name', { where: 'CodeBuildImage.curated', make: (name) => CodeBuildImage.curated(name), good: CURATED },
    usualTexts('InvalidCuratedImage', CURATED_IMAGE, CURATED),
    texts('InvalidCuratedImage', CURATED_IMAGE, { 'no version': 'aws/codebuild/standard', 'an image of another registry': 'docker.io/library/docker:27', 'nothing': undefined, 'null': null })),
  ...property('CodeBuildImage.fromRepository.repository', { where: 'CodeBuildImage.fromRepository', make: (value) => CodeBuildImage.fromRepository(value, { digest: DIGEST }), good: repository() },
    notImplementing('repository', 'IImageRepository').filter(({ bad }) => bad !== null), missing('repository')),
  ...property('CodeBuildImage.fromRepository.options', { where: 'CodeBuildImage.fromRepository', make: (options) => CodeBuildImage.fromRepository(repository() as never, options), good: { digest: DIGEST } }, notStruct('options')),
  ...property('CodeBuildImageOptions.digest', { where: 'CodeBuildImage.fromRepository', make: (digest) => CodeBuildImage.fromRepository(repository() as never, { digest }), good: DIGEST },
    usualTexts('InvalidDigest', DIGEST_RULE, DIGEST), texts('InvalidDigest', DIGEST_RULE, { 'a tag': 'latest' }), notNull('digest')),
];
