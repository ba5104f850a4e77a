import { BaseFacts, installerOf } from '../base-image/base-source';
import { refuseDuplicates } from '../core/duplicates';
import { GoldenImageError } from '../core/error';
import { PackageManager } from '../core/package-manager';
import { packageCommands } from '../dockerfile/package-managers/by-name';
import { CaCertificate } from './ca-certificate';
import { PackageRepository } from './package-repository';

const DUPLICATE_REPOSITORY = {
  code: 'DuplicateRepository',
  problem: 'two of the repositories have the same name',
  expected: 'each name once',
  remedy: 'rename one repository',
} as const;

const DUPLICATE_CERTIFICATE = {
  code: 'DuplicateCertificate',
  problem: 'two of the CA certificates have the same name',
  expected: 'each name once',
  remedy: 'rename one CA certificate',
} as const;

/** Repositories, and the packages without which they cannot be used. */
interface Repositories {
  readonly repositories: readonly PackageRepository[];
  readonly packages: readonly string[];
}

export function resolveRepositories(repositories: readonly PackageRepository[], facts: BaseFacts, where: string): Repositories {
  const packageManager = installerOf(facts);
  const other = repositories.find(({ _managers }) => !_managers.includes(packageManager));
  if (other !== undefined) {
    throw new GoldenImageError('WrongPackageManager', {
      where,
      problem: `the base has ${packageManager === PackageManager.NONE ? 'no package manager' : packageManager}, and a repository is for another one`,
      given: other._managers.join(' and '),
      expected: `repositories for ${packageManager}`,
      remedy: 'declare the repository with the method that is called like the base\'s package manager',
    });
  }
  const paths = repositories.flatMap(({ _files }) => _files.map(({ path }) => path));
  refuseDuplicates(DUPLICATE_REPOSITORY, paths, where);
  // apt reads https only where the certificates of the usual authorities are.
  const packages = repositories.length > 0 && packageManager === PackageManager.APT ? ['ca-certificates'] : [];
  return { repositories: Object.freeze([...repositories]), packages };
}

/** Certificates, and the package that brings the command that makes them trusted. */
interface Certificates {
  readonly certificates: readonly CaCertificate[];
  readonly packages: readonly string[];
}

export function resolveCertificates(certificates: readonly CaCertificate[], facts: BaseFacts, where: string): Certificates {
  if (certificates.length === 0) return { certificates: Object.freeze([]), packages: [] };
  const commands = packageCommands(installerOf(facts));
  if (commands === undefined) {
    throw new GoldenImageError('NoPackageManager', {
      where,
      problem: 'a base without a package manager has no command that makes a certificate trusted',
      given: certificates.map(({ name }) => name),
      expected: 'a base that has apt, apk, dnf, microdnf or zypper',
      remedy: 'make the bundle in a build stage and copy it to /etc/ssl/certs/ca-certificates.crt with ImageFile.fromStage',
    });
  }
  refuseDuplicates(DUPLICATE_CERTIFICATE, certificates.map(({ name }) => name), where);
  return { certificates: Object.freeze([...certificates]), packages: [commands.certificates.package] };
}
