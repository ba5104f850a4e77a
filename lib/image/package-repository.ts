import { checkPresent, checkText } from '../core/check';
import { GoldenImageError } from '../core/error';
import { FILE_STEM } from '../core/image-grammar';
import { APT_WORD, REPOSITORY_URL } from '../core/package-grammar';
import { PackageManager } from '../core/package-manager';
import { BY_RULE, checkShape, instanceOf, LIST, Shape } from '../core/shape';
import { SigningKey } from './signing-key';

/** A repository for apt. */
export interface AptRepositoryOptions {
  /** Address of the repository, https. */
  readonly url: string;
  /** The suite, such as `bookworm`. */
  readonly suite: string;
  /** The components, such as `main`; at least one. */
  readonly components: string[];
  /** The key that its index is signed with. */
  readonly signingKey: SigningKey;
}

/** A repository for apk, dnf, microdnf or zypper. */
export interface PackageRepositoryOptions {
  /** Address of the repository, https. */
  readonly url: string;
  /** The key that its index or its packages are signed with. */
  readonly signingKey: SigningKey;
}

const SHAPE: Shape<PackageRepositoryOptions> = { url: BY_RULE, signingKey: instanceOf(SigningKey) };
const APT_SHAPE: Shape<AptRepositoryOptions> = { ...SHAPE, suite: BY_RULE, components: LIST };

/**
 * A file of a repository, as it lies in the image.
 *
 * @internal
 */
export interface RepositoryFile {
  readonly path: string;
  readonly content: string;
}

/**
 * A package repository besides the distribution's own. Its packages are declared with the image's other ones; nothing is
 * installed that its key did not sign.
 *
 * @example
 * PackageRepository.apt('example', {
 *   url: 'https://packages.example.com/debian',
 *   suite: 'bookworm',
 *   components: ['main'],
 *   signingKey: SigningKey.fromPath('keys/example.asc', { sha256: '…' }),
 * });
 */
export class PackageRepository {
  /**
   * For apt: a deb822 file in `/etc/apt/sources.list.d`, whose key is trusted for this repository alone.
   *
   * @param name what its files are called: lower-case letters and digits in groups joined by single hyphens, else the
   * error `InvalidFileName`
   * @param options a wrong address is the error `InvalidRepositoryUrl`, a wrong suite or component `InvalidAptRepository`
   */
  public static apt(name: string, options: AptRepositoryOptions): PackageRepository {
    const where = 'PackageRepository.apt';
    checkShape(APT_SHAPE, options, 'options', where);
    checkText(FILE_STEM, name, where);
    const url = checkText(REPOSITORY_URL, options?.url, where);
    const suite = checkText(APT_WORD, options.suite, where);
    const components = [...checkPresent(options.components, 'components', where)].map((component) => checkText(APT_WORD, component, where));
    if (components.length === 0) {
      throw new GoldenImageError('InvalidAptRepository', {
        where,
        problem: 'the list of components is empty',
        given: options.components,
        expected: 'at least one component',
        remedy: 'name it as in a sources.list entry, such as "main"',
      });
    }
    const key = `/etc/apt/keyrings/${name}.asc`;
    const source = ['Types: deb', `URIs: ${url}`, `Suites: ${suite}`, `Components: ${components.join(' ')}`, `Signed-By: ${key}`, ''].join('\n');
    return new PackageRepository(
      [PackageManager.APT],
      [
        { path: key, content: checkPresent(options.signingKey, 'signingKey', where)._content },
        { path: `/etc/apt/sources.list.d/${name}.sources`, content: source },
      ],
      [],
    );
  }

  /**
   * For apk: a line of its own in `/etc/apk/repositories`, and its key in `/etc/apk/keys`. apk knows a key by the name of
   * its file, which is `NAME.rsa.pub`.
   *
   * @param name name of the key
   * @param options address and key
   */
  public static apk(name: string, options: PackageRepositoryOptions): PackageRepository {
    const where = 'PackageRepository.apk';
    checkShape(SHAPE, options, 'options', where);
    checkText(FILE_STEM, name, where);
    const url = checkText(REPOSITORY_URL, options?.url, where);
    return new PackageRepository(
      [PackageManager.APK],
      [{ path: `/etc/apk/keys/${name}.rsa.pub`, content: checkPresent(options.signingKey, 'signingKey', where)._content }],
      [`printf '%s\\n' '${url}' >> /etc/apk/repositories`],
    );
  }

  /**
   * For dnf and microdnf: a file in `/etc/yum.repos.d` with `gpgcheck=1`.
   *
   * @param name what its files are called
   * @param options address and key
   */
  public static dnf(name: string, options: PackageRepositoryOptions): PackageRepository {
    return new PackageRepository([PackageManager.DNF, PackageManager.MICRODNF], ...rpmFiles(name, options, '/etc/yum.repos.d', 'PackageRepository.dnf'));
  }

  /**
   * For zypper: a file in `/etc/zypp/repos.d` with `gpgcheck=1`.
   *
   * @param name what its files are called
   * @param options address and key
   */
  public static zypper(name: string, options: PackageRepositoryOptions): PackageRepository {
    return new PackageRepository([PackageManager.ZYPPER], ...rpmFiles(name, options, '/etc/zypp/repos.d', 'PackageRepository.zypper'));
  }

  private constructor(
    /** @internal */
    public readonly _managers: readonly PackageManager[],
    /** @internal */
    public readonly _files: readonly RepositoryFile[],
    /** @internal */
    public readonly _commands: readonly string[],
  ) {}
}

/** The files of an RPM repository, and the command that makes its key known. */
function rpmFiles(name: string, options: PackageRepositoryOptions, folder: string, where: string): [RepositoryFile[], string[]] {
  checkShape(SHAPE, options, 'options', where);
  checkText(FILE_STEM, name, where);
  const url = checkText(REPOSITORY_URL, options?.url, where);
  const key = `/etc/pki/rpm-gpg/RPM-GPG-KEY-${name}`;
  const repository = [`[${name}]`, `name=${name}`, `baseurl=${url}`, 'enabled=1', 'gpgcheck=1', `gpgkey=file://${key}`, ''].join('\n');
  const files = [
    { path: key, content: checkPresent(options.signingKey, 'signingKey', where)._content },
    { path: `${folder}/${name}.repo`, content: repository },
  ];
  return [files, [`rpm --import ${key}`]];
}
