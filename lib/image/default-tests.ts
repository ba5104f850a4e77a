import { ImageVariant } from '../core/image-variant';
import { NamedText } from '../core/named-text';
import { PackageManager } from '../core/package-manager';
import { imageLabels, lineageLabels } from './image-labels';
import { ImageSpec } from './image-spec';
import { ImageTest } from './image-test';
import { TestParts } from './tests/test-parts';
import { mayBring, PACKAGE_MANAGER_PATHS, SHELL_PATHS } from './well-known-programs';

/**
 * All tests of a variant: those that follow from what it promises, then the declared ones, of which one of the same name and kind takes
 * the place of a default.
 * Only the image itself promises to be without what is removed, and to keep to its size.
 */
export function imageTests(spec: ImageSpec, variant: ImageVariant): readonly ImageTest[] {
  const declared = variant === ImageVariant.RUNTIME ? spec.tests : spec.tests.filter(({ _parts }) => !isOfRuntimeAlone(_parts));
  const repeats = (test: ImageTest): boolean => declared.some(({ name, _parts }) => name === test.name && _parts.container?.kind === test._parts.container?.kind);
  return [...defaultTests(spec, variant).filter((test) => !repeats(test)), ...declared];
}

/** What a variant cannot promise: it keeps its shell and its package manager, and is larger. */
function isOfRuntimeAlone({ name, container }: TestParts): boolean {
  if (container === undefined) return false;
  return ['max-size', 'max-layers'].includes(container.kind) || [ImageTest.noShell().name, ImageTest.noPackageManager().name].includes(name);
}

function defaultTests(spec: ImageSpec, variant: ImageVariant): readonly ImageTest[] {
  const isItself = variant === ImageVariant.RUNTIME;
  const added = spec.variants.find((one) => one.variant === variant)?.files ?? [];
  const promised = { ...spec, files: [...spec.files, ...added], removeShell: isItself && spec.removeShell, removePackageManager: isItself && spec.removePackageManager };
  return [
    ImageTest.runsAs(spec.user.userId),
    declaredMetadata(spec, variant),
    ...declaredFiles(promised),
    ...(spec.setuidReason === undefined ? [ImageTest.noSetuidFiles()] : []),
    ...(promisesNoShell(promised) ? [ImageTest.noShell()] : []),
    ...(promisesNoPackageManager(promised) ? [ImageTest.noPackageManager()] : []),
    ...(spec.maxSizeMegabytes === undefined || !isItself ? [] : [ImageTest.maxSizeMegabytes(spec.maxSizeMegabytes)]),
    ...readOnlyStart(promised),
  ];
}

function declaredMetadata(spec: ImageSpec, variant: ImageVariant): ImageTest {
  const { environment, ports, volumes, entrypoint, command, workingDirectory } = spec;
  return ImageTest._declaredMetadata({
    labels: toMap([...lineageLabels(spec), ...imageLabels(spec, variant)]),
    ...(environment.length > 0 && { environment: toMap(environment) }),
    ...(ports.length > 0 && { ports: [...ports] }),
    ...(volumes.length > 0 && { volumes: [...volumes] }),
    ...(entrypoint && { entrypoint: [...entrypoint] }),
    ...(command && { command: [...command] }),
    ...(workingDirectory !== undefined && { workingDirectory }),
  });
}

/** What comes from a stage may be a folder, of which nothing is known here. */
function declaredFiles({ files }: ImageSpec): readonly ImageTest[] {
  return files
    .filter(({ _source }) => _source.kind === 'text')
    .map(({ path, mode, userId, groupId }) => ImageTest._declaredFile(path, { mode, userId, groupId }));
}

/** A debug image of distroless has a shell, though not where commands of a build find it. */
function promisesNoShell({ base, removeShell, files }: ImageSpec): boolean {
  const { hasShell, variant } = base.facts;
  return removeShell || (!hasShell && variant !== ImageVariant.DEBUG && !mayBring(files, SHELL_PATHS));
}

function promisesNoPackageManager({ base, removePackageManager, files }: ImageSpec): boolean {
  return removePackageManager || (base.facts.packageManager === PackageManager.NONE && !mayBring(files, PACKAGE_MANAGER_PATHS));
}

/**
 * Of a shell it is known that it ends. An image's own command may need a configuration, a database or a writable folder
 * that it has in production and not here: who knows better declares `ImageTest.startsReadOnly()`.
 */
function readOnlyStart({ base, removeShell }: ImageSpec): readonly ImageTest[] {
  return base.facts.hasShell && !removeShell ? [ImageTest.startsReadOnly({ command: ['/bin/sh', '-c', ':'] })] : [];
}

function toMap(texts: readonly NamedText[]): { [name: string]: string } {
  return Object.fromEntries(texts.map(({ name, value }) => [name, value]));
}
