import { TerraformVariable } from 'cdktf';

import { PipelineTools } from '../../../lib/build/pipeline-tools';
import { NAMESPACE, REASON } from '../../../lib/core/grammar';
import { DOCKER_HOST, ENVIRONMENT_NAME, REGISTRY_USER, SECRET_FILE, SECRET_ID } from '../../../lib/core/image-grammar';
import { CACHE_IMAGE, REGISTRY_HOST } from '../../../lib/core/reference-grammar';
import { DockerBuildSecret } from '../../../lib/pipeline/docker/build-secret';
import { DockerBuildPipeline } from '../../../lib/pipeline/docker/docker-pipeline';
import { DockerRegistry } from '../../../lib/pipeline/docker/docker-registry';
import { ENCRYPTION_KEY, newStack } from '../good';
import { missing, notImplementing, notInstance, notInteger, notList, notMap, notNull, notStruct } from '../kinds';
import { NOTHING, property, Row } from '../row';
import { asItems, asNames, texts, usualTexts } from '../texts';
import { PROSE } from './users';

const PASSWORD = new TerraformVariable(newStack(), 'Password', { sensitive: true }).stringValue;
const HOST = 'registry.example.com';
const PORT = { min: 1, max: 65535, remedy: 'leave it out for 5000' };

const notHost = [
  usualTexts('InvalidRegistryHost', REGISTRY_HOST, HOST),
  texts('InvalidRegistryHost', REGISTRY_HOST, { 'a scheme': `https://${HOST}`, 'a path': `${HOST}/golden`, 'nothing': undefined, 'null': null }),
];

function call(name: 'withDockerLogin' | 'withPassword', make: (host: never) => unknown): readonly Row[] {
  return property(`DockerRegistry.${name}.host`, { where: `DockerRegistry.${name}`, make, good: HOST }, ...notHost);
}

const withPassword = 'DockerRegistry.withPassword';

function login(name: 'username' | 'password', good: unknown, ...badValues: Parameters<typeof property>[2][]): readonly Row[] {
  const make = (value: never): unknown => DockerRegistry.withPassword(HOST, { username: 'robot', password: PASSWORD, [name]: value });
  return property(`DockerRegistryLoginOptions.${name}`, { where: withPassword, make, good }, ...badValues);
}

const inDeclaration = (what: string, bad: unknown): Parameters<typeof property>[2] => ({
  what,
  bad,
  code: 'PasswordInDeclaration',
  given: NOTHING,
  expected: 'known only when Terraform runs',
  remedy: 'sensitive variable',
});

const REGISTRY: readonly Row[] = [
  ...property(
    'DockerRegistry.localhost.port',
    { where: 'DockerRegistry.localhost', make: (port) => DockerRegistry.localhost(port), good: 5001 },
    notInteger('InvalidPort', PORT),
  ),
  ...call('withDockerLogin', (host) => DockerRegistry.withDockerLogin(host)),
  ...call('withPassword', (host) => DockerRegistry.withPassword(host, { username: 'robot', password: PASSWORD })),
  ...property(
    `${withPassword}.options`,
    { where: withPassword, make: (options) => DockerRegistry.withPassword(HOST, options), good: { username: 'robot', password: PASSWORD } },
    notStruct('options'),
  ),
  ...login(
    'username',
    'robot',
    usualTexts('InvalidRegistryUser', REGISTRY_USER, 'robot', ['a letter that looks like a Latin one']),
    texts('InvalidRegistryUser', REGISTRY_USER, { 'a space in it': 'a b', 'nothing': undefined }),
    notNull('username'),
  ),
  ...login(
    'password',
    PASSWORD,
    inDeclaration('a literal', 'hunter2'),
    inDeclaration('an empty text', ''),
    inDeclaration('a number', 42),
    inDeclaration('a list', [PASSWORD]),
    missing('password'),
    notNull('password'),
  ),
  ...property(
    'DockerRegistry.ecr.options',
    { where: 'DockerRegistry.ecr', make: (options) => DockerRegistry.ecr(options), good: { encryptionKey: ENCRYPTION_KEY } },
    notStruct('options'),
  ),
  ...property(
    'EcrDockerRegistryOptions.encryptionKey',
    { where: 'DockerRegistry.ecr', make: (encryptionKey) => DockerRegistry.ecr({ encryptionKey }), good: ENCRYPTION_KEY },
    notImplementing('encryptionKey', 'IEncryptionKey'),
    missing('encryptionKey'),
  ),
];

const GOOD = { registry: DockerRegistry.localhost(), unscannedReason: 'a test' };
const where = 'stack/Docker';

function option(name: string, good: unknown, ...badValues: Parameters<typeof property>[2][]): readonly Row[] {
  const make = (value: never): unknown => new DockerBuildPipeline(newStack(), 'Docker', { ...GOOD, [name]: value });
  return property(`DockerBuildPipelineProps.${name}`, { where, make, good }, ...badValues);
}

const SECRET = DockerBuildSecret.fromFile('/run/secrets/npm-token');
const CACHE = 'registry.example.com/golden/debian:cache';

const PIPELINE: readonly Row[] = [
  ...property('DockerBuildPipeline.constructor.props', { where, make: (props) => new DockerBuildPipeline(newStack(), 'Docker', props), good: GOOD }, notStruct('props')),
  ...option('registry', GOOD.registry, notInstance('registry', 'DockerRegistry'), missing('registry')),
  ...option('unscannedReason', 'a laptop', usualTexts('InvalidReason', REASON, 'a laptop', PROSE), missing('unscannedReason'), notNull('unscannedReason')),
  ...option(
    'namespace',
    'team1',
    usualTexts('InvalidNamespace', NAMESPACE, 'golden'),
    texts('InvalidNamespace', NAMESPACE, { 'upper case': 'Golden', 'a slash in it': 'a/b' }),
    notNull('namespace'),
  ),
  ...option(
    'dockerHost',
    'tcp://build.example.com:2376',
    usualTexts('InvalidDockerHost', DOCKER_HOST, 'unix:///run/docker.sock', ['a hyphen before it']),
    texts('InvalidDockerHost', DOCKER_HOST, { 'a path alone': '/run/docker.sock', 'http': 'http://build.example.com' }),
    notNull('dockerHost'),
  ),
  ...option(
    'cacheFrom',
    [CACHE],
    notList('cacheFrom', CACHE),
    asItems(texts('InvalidCacheImage', CACHE_IMAGE, { 'a name without a host': 'debian:12', 'a name without a tag': 'registry.example.com/golden/debian', 'a digest': `registry.example.com/a@sha256:${'a'.repeat(64)}` })),
    { what: 'one image twice', bad: [CACHE, CACHE], given: CACHE, code: 'DuplicateCacheImage', expected: 'each reference of a cached image once', remedy: 'remove one of the two' },
  ),
  ...option(
    'buildSecrets',
    { 'npm-token': SECRET },
    notMap('buildSecrets'),
    asNames(texts('InvalidBuildSecretId', SECRET_ID, { 'upper case': 'NPM_TOKEN', 'another option': 'a,src=/etc/shadow' })).map((row) => ({ ...row, bad: { [Object.keys(row.bad as object)[0]!]: SECRET } })),
    { what: 'the secret itself', bad: { a: 'hunter2' }, given: 'hunter2', code: 'InvalidType', expected: 'an object of the class DockerBuildSecret', remedy: 'a method of DockerBuildSecret' },
    { ...missing('buildSecrets.a', { a: undefined }), what: 'a secret that is not there' },
  ),
  ...option('tools', PipelineTools.fromGitHub(), notInstance('tools', 'PipelineTools')),
];

const SECRETS: readonly Row[] = [
  ...property(
    'DockerBuildSecret.fromFile.path',
    { where: 'DockerBuildSecret.fromFile', make: (path) => DockerBuildSecret.fromFile(path), good: '/run/secrets/npm-token' },
    usualTexts('InvalidBuildSecretFile', SECRET_FILE, '/run/secrets/npm-token', ['a letter that looks like a Latin one']),
    texts('InvalidBuildSecretFile', SECRET_FILE, { 'a relative path': 'token', 'another option': '/a,type=env', 'nothing': undefined, 'null': null }),
  ),
  ...property(
    'DockerBuildSecret.fromEnvironment.name',
    { where: 'DockerBuildSecret.fromEnvironment', make: (name) => DockerBuildSecret.fromEnvironment(name), good: 'NPM_TOKEN' },
    texts('InvalidEnvironmentName', ENVIRONMENT_NAME, { 'an assignment': 'A=b', 'a hyphen in it': 'NPM-TOKEN', 'nothing': undefined, 'null': null }),
  ),
];

export const DOCKER_ROWS: readonly Row[] = [...REGISTRY, ...PIPELINE, ...SECRETS];
