import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { AppImage } from '../../../lib/consumer/app-image/app-image';
import { AppImageBuilder } from '../../../lib/consumer/app-image/app-image-builder';
import { GoldenImageReference } from '../../../lib/consumer/golden-image-reference';
import { NAMESPACE, REPOSITORY_NAME, VERSION } from '../../../lib/core/grammar';
import { DOCKERFILE_PATH, SOURCE_PATH } from '../../../lib/core/image-grammar';
import { IMAGE_PLATFORMS, ImagePlatform } from '../../../lib/core/platform';
import { DockerRegistry } from '../../../lib/pipeline/docker/docker-registry';
import { ENCRYPTION_KEY, newStack } from '../good';
import { missing, notImplementing, notInstance, notMember, notNull, notStruct } from '../kinds';
import { property, Row } from '../row';
import { texts, usualTexts } from '../texts';

const where = 'stack/App';
const CONTEXT = mkdtempSync(join(tmpdir(), 'app-image-'));
for (const name of ['Dockerfile', 'app.Dockerfile']) writeFileSync(join(CONTEXT, name), 'ARG BASE_IMAGE\nFROM ${BASE_IMAGE}\n');
const registry = DockerRegistry.localhost();
const BUILDER = AppImageBuilder.docker({ registry });

/** Makes an image, whose base is in the same stack unless it is given. */
function make(change: object | undefined): AppImage {
  const stack = newStack();
  const base = GoldenImageReference.fromChannel(stack, 'Base', { name: 'debian' });
  return new AppImage(stack, 'App', { name: 'team/report', version: '1.0.0', base, contextPath: CONTEXT, builder: BUILDER, ...change } as never);
}

function prop(name: string, good: unknown, ...badValues: Parameters<typeof property>[2][]): readonly Row[] {
  return property(`AppImageProps.${name}`, { where, make: (value) => make({ [name]: value }), good }, ...badValues);
}

const PROPS: readonly Row[] = [
  ...property(
    'AppImage.constructor.props',
    {
      where,
      make: (props) => new AppImage(newStack(), 'App', props),
      good: { name: 'team/report', version: '1', base: GoldenImageReference.fromChannel(newStack(), 'Base', { name: 'debian' }), contextPath: CONTEXT, builder: BUILDER },
    },
    notStruct('props'),
  ),
  ...prop('name', 'team/report', usualTexts('InvalidRepositoryName', REPOSITORY_NAME, 'team/report'), texts('InvalidRepositoryName', REPOSITORY_NAME, { 'a tag behind it': 'team/report:1', 'nothing': undefined }), notNull('name')),
  ...prop('version', '1.4.0-rc.1', usualTexts('InvalidVersion', VERSION, '1.4.0'), texts('InvalidVersion', VERSION, { 'an underscore in it': '1_0', 'nothing': undefined }), notNull('version')),
  ...prop('base', GoldenImageReference.fromChannel(newStack(), 'Base', { name: 'debian' }), notInstance('base', 'GoldenImageReference'), missing('base')),
  ...prop(
    'contextPath',
    CONTEXT,
    texts('UnreadableFile', SOURCE_PATH, { 'an empty text': '', 'a NUL in it': `${CONTEXT}\0`, 'a number': 0, 'nothing': undefined }),
    { what: 'a folder that is not there', bad: join(CONTEXT, 'none'), code: 'UnreadableFile', expected: 'a folder on the machine that synthesizes, with a Dockerfile', remedy: 'give a path that exists' },
    { what: 'a file', bad: join(CONTEXT, 'Dockerfile'), code: 'UnreadableFile', expected: 'a folder on the machine that synthesizes, with a Dockerfile', remedy: 'give a path that exists' },
    usualTexts('UnreadableFile', SOURCE_PATH, CONTEXT).slice(-1),
    notNull('contextPath'),
  ),
  ...prop('builder', BUILDER, notInstance('builder', 'AppImageBuilder'), missing('builder')),
  ...prop('dockerfile', 'app.Dockerfile', usualTexts('InvalidDockerfile', DOCKERFILE_PATH, 'Dockerfile'), texts('InvalidDockerfile', DOCKERFILE_PATH, { 'a folder above': '../Dockerfile', 'an absolute path': '/Dockerfile' }), notNull('dockerfile')),
  ...prop('platform', ImagePlatform.LINUX_ARM64, notMember('InvalidPlatform', 'platform', IMAGE_PLATFORMS, { 'another platform': 'windows/amd64', 'a list': [ImagePlatform.LINUX_AMD64] }), notNull('platform')),
];

const docker = 'AppImageBuilder.docker';
const codeBuild = 'AppImageBuilder.codeBuild';

function option(name: string, good: unknown, ...badValues: Parameters<typeof property>[2][]): readonly Row[] {
  return property(`CodeBuildAppImageOptions.${name}`, { where: codeBuild, make: (value) => AppImageBuilder.codeBuild({ [name]: value }), good }, ...badValues);
}

const BUILDERS: readonly Row[] = [
  ...property(`${docker}.options`, { where: docker, make: (options) => AppImageBuilder.docker(options), good: { registry } }, notStruct('options')),
  ...property('DockerAppImageOptions.registry', { where: docker, make: (value) => AppImageBuilder.docker({ registry: value }), good: registry }, notInstance('registry', 'DockerRegistry'), missing('registry')),
  ...property('DockerAppImageOptions.provider', { where: docker, make: (provider) => AppImageBuilder.docker({ registry, provider }), good: undefined }, notImplementing('provider', 'TerraformProvider')),
  ...property(`${codeBuild}.options`, { where: codeBuild, make: (options) => AppImageBuilder.codeBuild(options), good: {} }, notStruct('options')),
  ...option('namespace', 'shop', usualTexts('InvalidNamespace', NAMESPACE, 'apps'), texts('InvalidNamespace', NAMESPACE, { 'a slash in it': 'a/b', 'upper case': 'Apps' }), notNull('namespace')),
  ...option('encryptionKey', ENCRYPTION_KEY, notImplementing('encryptionKey', 'IEncryptionKey')),
  ...option(
    'logRetentionDays',
    400,
    ...[['less than a year', 30], ['a number that CloudWatch Logs does not take', 366], ['a text', '365']].map(([what, bad]) => ({
      what: what as string, bad, code: 'InvalidLogRetention' as const, expected: 'one of 365, 400', remedy: 'choose one of them for the log retention in days',
    })),
    notNull('logRetentionDays'),
  ),
];

export const APP_IMAGE_ROWS: readonly Row[] = [...PROPS, ...BUILDERS];
