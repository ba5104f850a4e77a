import { BaseImage } from '../base-image/base-image';
import { BaseSource, installerOf } from '../base-image/base-source';
import { byText } from '../core/by-text';
import { checkInteger, checkPresent, checkText } from '../core/check';
import { IMAGE_NAME, OWNER, RATIONALE, VERSION } from '../core/grammar';
import { ENVIRONMENT_NAME, ENVIRONMENT_VALUE, IMAGE_PATH, LABEL_NAME, LABEL_VALUE, STOP_SIGNAL, TIME_ZONE } from '../core/image-grammar';
import { NamedText } from '../core/named-text';
import { PackageManager } from '../core/package-manager';
import { ImagePlatform } from '../core/platform';
import { checkShape } from '../core/shape';
import { MAX_SIZE } from '../core/test-grammar';
import { checkNamedTexts, checkTexts } from '../core/text-lists';
import { nameAndVersion } from '../dockerfile/package-managers/package-commands';
import { BuildStage } from './build-stage';
import { CaCertificate } from './ca-certificate';
import { checkCommand } from './command';
import { ImageDeclaration } from './declaration';
import { DECLARATION_SHAPE } from './declaration-shape';
import { Healthcheck } from './healthcheck';
import { ImageFile } from './image-file';
import { ImageTest } from './image-test';
import { resolveLocale } from './locale';
import { resolveMigration } from './migration';
import { resolveCertificates, resolveRepositories } from './package-additions';
import { PackageRepository } from './package-repository';
import { resolvePackages } from './packages';
import { resolvePlatforms } from './platforms';
import { resolvePorts } from './ports';
import { refuseRemovedShell } from './refuse-removed-shell';
import { refuseReservedLabels } from './reserved-labels';
import { resolveTests } from './resolve-tests';
import { resolveUser, UserSpec } from './resolve-user';
import { refuseTagSuffix, resolveVariants, VariantSpec } from './resolve-variants';
import { refuseSecretNames } from './secret-names';
import { SetuidBits } from './setuid-bits';
import { resolveStages, resolveFiles } from './stages';

/** A declaration with every default applied. All later code reads this and nothing else of the declaration. */
export interface ImageSpec {
  readonly name: string;
  readonly version: string;
  readonly owner: string;
  readonly rationale: string;
  readonly base: BaseSource;
  /** Sorted; with what certificates, locale, time zone and repositories need. */
  readonly packages: readonly string[];
  readonly packageRepositories: readonly PackageRepository[];
  readonly caCertificates: readonly CaCertificate[];
  readonly stages: readonly BuildStage[];
  readonly files: readonly ImageFile[];
  /** Sorted by name; with LANG and TZ. */
  readonly environment: readonly NamedText[];
  /** Those that are declared, sorted by name. */
  readonly labels: readonly NamedText[];
  readonly workingDirectory?: string;
  readonly ports: readonly string[];
  readonly volumes: readonly string[];
  readonly healthcheck?: Healthcheck;
  readonly stopSignal?: string;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly user: UserSpec;
  /** Commands that make the locale, where glibc must compile it. */
  readonly localeCommands: readonly string[];
  /** Why setuid and setgid bits stay; undefined where they are removed. */
  readonly setuidReason?: string;
  readonly removeShell: boolean;
  readonly removePackageManager: boolean;
  readonly squash: boolean;
  /** Those besides the image itself. */
  readonly variants: readonly VariantSpec[];
  /** Size budget in megabytes of 10^6 bytes; undefined where there is none. */
  readonly maxSizeMegabytes?: number;
  /** At least one, in the order of ImagePlatform. */
  readonly platforms: readonly ImagePlatform[];
  /** Those that are declared; default-tests.ts adds what follows from the rest. */
  readonly tests: readonly ImageTest[];
  /** Name of the image that it takes the place of; undefined where there is none. */
  readonly supersedes?: string;
  /** Markdown; undefined where there is none. */
  readonly migrationGuide?: string;
}

/** Checks a declaration and applies the defaults; the one place where either is done. */
export function resolveImageSpec(declaration: ImageDeclaration, where: string): ImageSpec {
  checkShape(DECLARATION_SHAPE, declaration, 'declaration', where);
  const base = checkPresent<BaseImage>(declaration.base, 'base', where)._source;
  const { facts } = base;
  const version = checkText(VERSION, declaration.version, where);
  refuseTagSuffix(version, where);
  const environment = checkNamedTexts(ENVIRONMENT_NAME, ENVIRONMENT_VALUE, declaration.environment ?? {}, where);
  refuseSecretNames(environment, where);
  const labels = checkNamedTexts(LABEL_NAME, LABEL_VALUE, declaration.labels ?? {}, where);
  refuseReservedLabels(labels, where);
  const locale = resolveLocale(declaration.locale, facts, where);
  const timeZone = declaration.timeZone === undefined ? undefined : checkText(TIME_ZONE, declaration.timeZone, where);
  const stages = resolveStages(declaration.stages ?? [], where);
  const repositories = resolveRepositories(declaration.packageRepositories ?? [], facts, where);
  const certificates = resolveCertificates(declaration.caCertificates ?? [], facts, where);
  const needed = [...locale.packages, ...certificates.packages, ...repositories.packages, ...(timeZone === undefined || installerOf(facts) === PackageManager.NONE ? [] : ['tzdata'])];
  const packages = withNeeded(resolvePackages(declaration.packages ?? [], facts, where), needed);
  const files = resolveFiles(declaration.files ?? [], stages, where);

  const user = resolveUser(declaration.user, base, where);

  const spec: ImageSpec = {
    name: checkText(IMAGE_NAME, declaration.name, where),
    version,
    owner: checkText(OWNER, declaration.owner, where),
    rationale: checkText(RATIONALE, declaration.rationale, where),
    base,
    packages,
    packageRepositories: repositories.repositories,
    caCertificates: certificates.certificates,
    stages,
    files,
    environment: withDefaults(environment, { LANG: locale.locale, TZ: timeZone }),
    labels,
    ...(declaration.workingDirectory !== undefined && { workingDirectory: checkText(IMAGE_PATH, declaration.workingDirectory, where) }),
    ports: resolvePorts(declaration.ports ?? [], where),
    volumes: checkTexts(IMAGE_PATH, declaration.volumes ?? [], 'DuplicateVolume', where),
    ...(declaration.healthcheck && { healthcheck: declaration.healthcheck }),
    ...(declaration.stopSignal !== undefined && { stopSignal: checkText(STOP_SIGNAL, declaration.stopSignal, where) }),
    ...(declaration.entrypoint && { entrypoint: checkCommand(declaration.entrypoint, where) }),
    ...(declaration.command && { command: checkCommand(declaration.command, where) }),
    user,
    localeCommands: locale.commands,
    ...setuid(declaration.setuidBits ?? SetuidBits.remove()),
    removeShell: declaration.removeShell ?? false,
    removePackageManager: declaration.removePackageManager ?? false,
    squash: declaration.squash ?? false,
    variants: resolveVariants(declaration.variants ?? [], { packages, files, stages, facts }, where),
    ...(declaration.maxSizeMegabytes !== undefined && { maxSizeMegabytes: checkInteger(MAX_SIZE, declaration.maxSizeMegabytes, where) }),
    platforms: resolvePlatforms(declaration.platforms ?? [ImagePlatform.LINUX_AMD64], where),
    tests: resolveTests(declaration.tests ?? [], where),
    ...resolveMigration(declaration, where),
  };
  refuseRemovedShell(spec, where);
  return Object.freeze(spec);
}

function setuid({ reason }: SetuidBits): Pick<ImageSpec, 'setuidReason'> {
  return reason === undefined ? {} : { setuidReason: reason };
}

/** A package that is declared with a version stays as it is declared. */
function withNeeded(packages: readonly string[], needed: readonly string[]): readonly string[] {
  const names = packages.map((item) => nameAndVersion(item).name);
  const missing = [...new Set(needed)].filter((name) => !names.includes(name));
  return Object.freeze([...packages, ...missing].sort());
}

/** A variable that is declared under the name itself stays as it is declared. */
function withDefaults(environment: readonly NamedText[], defaults: { readonly [name: string]: string | undefined }): readonly NamedText[] {
  const added = Object.entries(defaults).flatMap(([name, value]) =>
    value === undefined || environment.some((variable) => variable.name === name) ? [] : [{ name, value }],
  );
  return Object.freeze([...environment, ...added].sort(byText(({ name }) => name)));
}
