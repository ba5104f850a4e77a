import { DAY } from '../../../lib/core/day';
import { POLICY_NAME, REASON } from '../../../lib/core/grammar';
import { LABEL_NAME } from '../../../lib/core/image-grammar';
import { ImagePlatform, IMAGE_PLATFORMS } from '../../../lib/core/platform';
import { IMAGE_REPOSITORY, MIRROR_ADDRESS } from '../../../lib/core/reference-grammar';
import { ImagePolicies } from '../../../lib/governance/image-policies';
import { FINDING_SEVERITIES, FindingSeverity } from '../../../lib/policy/finding';
import { ImagePolicy } from '../../../lib/policy/image-policy';
import { ImageRule } from '../../../lib/policy/image-rule';
import { PolicyExemption } from '../../../lib/policy/policy-exemption';
import { RULE_CATALOGUE } from '../../../lib/policy/rule-catalogue';
import { IMAGE, image, newStack } from '../good';
import { missing, notBoolean, notInteger, notListOf, notMember, notNull, notStruct } from '../kinds';
import { BadValue, property, Row } from '../row';
import { asItems, texts, unresolved, usualTexts } from '../texts';
import { declared } from './declared';

const EXEMPTION = { rule: 'non-root', reason: 'binds port 53', expires: '2027-03-31' };
const exemption = PolicyExemption.of(EXEMPTION);
const rules = [ImageRule.nonRoot()];
const platform = ImagePlatform.LINUX_AMD64;

const notPlatform = notMember('InvalidPlatform', 'platform', IMAGE_PLATFORMS, { 'another architecture': 'linux/386', 'an architecture alone': 'amd64', 'upper case': 'LINUX/AMD64' });

export const notDay: readonly BadValue[] = [
  ...texts('InvalidDate', DAY, {
    'a day that the calendar lacks': '2027-02-29',
    'a thirteenth month': '2027-13-01',
    'a day without zeros': '2027-1-1',
    'a moment': '2027-01-01T00:00:00Z',
    'slashes': '2027/01/01',
    'an empty text': '',
    'a number': 20270101,
    'a Date': new Date('2027-01-01'),
  }),
  unresolved(DAY.expected, '${TfToken[TOKEN.1]}'),
];

/** Of a parameter, null is as missing as undefined. */
function notThere(name: string): readonly BadValue[] {
  return [missing(name), { ...missing(name, null), what: 'null' }];
}

function notTextList(name: string, item: string, expected: string): readonly BadValue[] {
  return [
    { what: 'a text instead of a list', bad: item, code: 'InvalidType', expected: 'a list', remedy: 'also of a single item' },
    { what: 'an empty list', bad: [], code: 'EmptyRule', expected, remedy: 'such as' },
    ...notThere(name),
  ];
}

/** The options of each kind of rule. */
const RULES: readonly Row[] = (
  [
    ['approvedBases', (options: never) => ImageRule.approvedBases(['docker.io/library/debian'], options)],
    ['trustedPublisher', ImageRule.trustedPublisher],
    ['pinnedBase', ImageRule.pinnedBase],
    ['supportedBase', ImageRule.supportedBase],
    ['allowedRegistries', (options: never) => ImageRule.allowedRegistries(['gcr.io'], options)],
    ['noLatest', ImageRule.noLatest],
    ['noDebugInProduction', ImageRule.noDebugInProduction],
    ['nonRoot', ImageRule.nonRoot],
    ['noSecrets', ImageRule.noSecrets],
    ['muslCompatibility', ImageRule.muslCompatibility],
    ['platforms', (options: never) => ImageRule.platforms([], options)],
    ['requiredLabels', (options: never) => ImageRule.requiredLabels(['com.example.a'], options)],
    ['ownerAndRationale', ImageRule.ownerAndRationale],
    ['sizeBudget', ImageRule.sizeBudget],
    ['testsDeclared', ImageRule.testsDeclared],
    ['scanGateDeclared', ImageRule.scanGateDeclared],
    ['migrationGuide', ImageRule.migrationGuide],
  ] as const
).flatMap(([name, make]) => property(`ImageRule.${name}.options`, { where: `ImageRule.${name}`, make, good: { severity: FindingSeverity.WARNING } }, notStruct('options')));

const LISTS: readonly Row[] = [
  ...property(
    'ImageRule.approvedBases.repositories',
    { where: 'ImageRule.approvedBases', make: (value) => ImageRule.approvedBases(value), good: ['docker.io/library/debian'] },
    notTextList('repositories', 'docker.io/library/debian', 'at least one image repository'),
    asItems(texts('InvalidImageRepository', IMAGE_REPOSITORY, { 'a name without registry': 'debian', 'a tag behind it': 'docker.io/library/debian:12', 'a scheme before it': 'https://docker.io/library/debian' })),
  ),
  ...property(
    'ImageRule.allowedRegistries.addresses',
    { where: 'ImageRule.allowedRegistries', make: (value) => ImageRule.allowedRegistries(value), good: ['gcr.io'] },
    notTextList('addresses', 'gcr.io', 'at least one mirror address'),
    asItems(texts('InvalidMirrorAddress', MIRROR_ADDRESS, { 'a scheme before it': 'https://gcr.io', 'a slash behind it': 'gcr.io/', 'an asterisk': '*.gcr.io' })),
  ),
  ...property(
    'ImageRule.requiredLabels.names',
    { where: 'ImageRule.requiredLabels', make: (value) => ImageRule.requiredLabels(value), good: ['com.example.a'] },
    notTextList('names', 'com.example.a', 'at least one label name'),
    asItems(texts('InvalidLabelName', LABEL_NAME, { 'upper case': 'Team', 'a value with it': 'com.example.a=b', 'two dots': 'a..b' })),
  ),
  ...property(
    'ImageRule.platforms.wanted',
    { where: 'ImageRule.platforms', make: (value) => ImageRule.platforms(value), good: [platform] },
    { what: 'a platform without a list', bad: platform, code: 'InvalidType', expected: 'a list', remedy: 'also of a single item' },
    { ...missing('wanted', null), what: 'null' },
    asItems(notPlatform),
  ),
];

/** The rows of one option of a rule. */
function option(struct: string, name: string, make: (options: never) => unknown, where: string, good: unknown, ...badValues: Parameters<typeof property>[2][]): readonly Row[] {
  return property(`${struct}.${name}`, { where, make: (value) => make({ [name]: value } as never), good }, ...badValues);
}

const notSeverity = notMember('InvalidFindingSeverity', 'severity', FINDING_SEVERITIES, { 'upper case': 'ERROR', 'another severity': 'info', 'a number': 1 });

const OPTIONS: readonly Row[] = [
  ...option('RuleOptions', 'severity', ImageRule.nonRoot, 'ImageRule.nonRoot', FindingSeverity.WARNING, notSeverity, notNull('severity')),
  ...option('RuleOptions', 'unknownSeverity', ImageRule.nonRoot, 'ImageRule.nonRoot', FindingSeverity.WARNING, notSeverity, notNull('unknownSeverity')),
  ...option(
    'SupportedBaseRuleOptions',
    'warnDays',
    ImageRule.supportedBase,
    'ImageRule.supportedBase',
    0,
    notInteger('InvalidWarnDays', { min: 0, max: 3650, remedy: 'give the days that a move to the next release takes' }),
    notNull('warnDays'),
  ),
  ...option('SupportedBaseRuleOptions', 'acceptExtended', ImageRule.supportedBase, 'ImageRule.supportedBase', true, notBoolean('acceptExtended')),
  ...option('ScanGateRuleOptions', 'acceptWeakened', ImageRule.scanGateDeclared, 'ImageRule.scanGateDeclared', true, notBoolean('acceptWeakened')),
];

const POLICIES: readonly Row[] = [
  ...property('ImagePolicy.baseline.options', { where: 'ImagePolicy.baseline', make: (value) => ImagePolicy.baseline(value), good: {} }, notStruct('options')),
  ...property('ImagePolicy.strict.options', { where: 'ImagePolicy.strict', make: (value) => ImagePolicy.strict(value), good: {} }, notStruct('options')),
  ...property('ImagePolicy.of.options', { where: 'ImagePolicy.of', make: (value) => ImagePolicy.of(value), good: { name: 'own', rules } }, notStruct('options'), missing('rules')),
  ...property('PolicyDayOptions.asOf', { where: 'ImagePolicy.baseline', make: (asOf) => ImagePolicy.baseline({ asOf }), good: '2027-01-31' }, notDay, notNull('asOf')),
  ...property(
    'ImagePolicyOptions.name',
    { where: 'ImagePolicy.of', make: (name) => ImagePolicy.of({ name, rules }), good: 'payments-2' },
    usualTexts('InvalidPolicyName', POLICY_NAME, 'payments'),
    texts('InvalidPolicyName', POLICY_NAME, { 'upper case': 'Payments', 'two hyphens': 'a--b', 'a comma': 'a,b' }),
    missing('name'),
    notNull('name'),
  ),
  ...property(
    'ImagePolicyOptions.rules',
    { where: 'ImagePolicy.of', make: (value) => ImagePolicy.of({ name: 'own', rules: value }), good: rules },
    notListOf('rules', 'ImageRule', rules[0]),
    { what: 'an empty list', bad: [], code: 'EmptyPolicy', expected: 'at least one rule', remedy: 'add rules' },
    missing('rules'),
  ),
  ...property(
    'ImagePolicies.of.scope',
    { where: 'ImagePolicies.of', make: (scope) => ImagePolicies.of(scope), good: newStack() },
    { what: 'a text', bad: 'stack', code: 'InvalidType', expected: 'an object that is an IConstruct', remedy: 'implements IConstruct' },
    { what: 'an object of nothing', bad: {}, code: 'InvalidType', expected: 'an object that is an IConstruct', remedy: 'implements IConstruct' },
    notThere('scope'),
  ),
  ...property(
    'ImagePolicies.add.policies',
    { where: 'ImagePolicies.add', make: (policy) => ImagePolicies.of(newStack()).add(policy), good: ImagePolicy.baseline() },
    { what: 'a name', bad: 'baseline', code: 'InvalidType', expected: 'an object of the class ImagePolicy', remedy: 'a method of ImagePolicy' },
    { what: 'a list of policies', bad: [ImagePolicy.baseline()], code: 'InvalidType', expected: 'an object of the class ImagePolicy', remedy: 'a method of ImagePolicy' },
    notThere('policies[0]'),
  ),
];

function exempt(name: keyof typeof EXEMPTION, ...badValues: Parameters<typeof property>[2][]): readonly Row[] {
  return property(
    `PolicyExemptionOptions.${name}`,
    { where: 'PolicyExemption.of', make: (value) => PolicyExemption.of({ ...EXEMPTION, [name]: value }), good: EXEMPTION[name] },
    ...badValues,
    missing(name),
    notNull(name),
  );
}

const EXEMPTIONS: readonly Row[] = [
  ...property('PolicyExemption.of.options', { where: 'PolicyExemption.of', make: (value) => PolicyExemption.of(value), good: EXEMPTION }, notStruct('options'), missing('rule')),
  ...exempt(
    'rule',
    notMember(
      'UnknownRule',
      'rule',
      RULE_CATALOGUE.map(({ id }) => id),
      { 'a rule that there is not': 'nonroot', 'what is found of exemptions': 'expired-exemption', 'upper case': 'NON-ROOT', 'an empty text': '' },
    ),
  ),
  ...exempt('reason', texts('InvalidReason', REASON, { 'an empty text': '', 'a text of spaces': ' ', 'two lines': 'a\nb', 'one character too many': 'a'.repeat(501), 'a number': 1 })),
  ...exempt('expires', notDay),
  ...property(
    'GoldenImageProps.exemptions',
    { where: IMAGE, make: (exemptions) => image({ exemptions }), good: [exemption] },
    notListOf('exemptions', 'PolicyExemption', exemption),
    { what: 'two from one rule', bad: [exemption, exemption], code: 'DuplicateExemption', given: 'non-root', expected: 'each rule once', remedy: 'remove one of the two' },
  ),
];

const IMAGE_PLATFORM_ROWS: readonly Row[] = declared(
  'platforms',
  [platform],
  { what: 'a platform without a list', bad: platform, code: 'InvalidType', expected: 'a list', remedy: 'also of a single item' },
  notNull('platforms'),
  { what: 'an empty list', bad: [], code: 'InvalidPlatform', expected: 'at least one platform', remedy: 'leave platforms out' },
  { what: 'one platform twice', bad: [platform, platform], code: 'DuplicatePlatform', given: platform, expected: 'each platform once', remedy: 'remove one of the two' },
  asItems(notPlatform),
);

export const POLICY_ROWS: readonly Row[] = [...RULES, ...LISTS, ...OPTIONS, ...POLICIES, ...EXEMPTIONS, ...IMAGE_PLATFORM_ROWS];
