import { checkInteger, checkText } from '../core/check';
import { IMAGE_PATH } from '../core/image-grammar';
import { checkShape } from '../core/shape';
import { MAX_LAYERS, MAX_SIZE, STARTUP_SECONDS, TCP_PORT } from '../core/test-grammar';
import { checkCommand } from './command';
import { CommandTestOptions, FileTestOptions, ListenTestOptions, MetadataTestOptions, ReadOnlyTestOptions } from './image-test-options';
import { LISTEN_TEST_SHAPE, READ_ONLY_TEST_SHAPE } from './image-test-shape';
import { USER_ID } from './image-user';
import { commandTest } from './tests/command-test';
import { fileTest } from './tests/file-test';
import { checkMetadata, metadataTestName } from './tests/metadata-test';
import { ContainerTest, TestParts } from './tests/test-parts';
import { PACKAGE_MANAGER_PATHS, SHELL_PATHS } from './well-known-programs';

/**
 * What a candidate must satisfy before it is pushed. All tests of an image are run; one that fails ends the build.
 *
 * Only `command`, `listensOn` and `startsReadOnly` run something in the image. The others look at its configuration and
 * its files from outside, so they work on images without a shell.
 *
 * A value that is malformed is an error at the call, and so is one that is only known when Terraform runs
 * (`UnresolvedToken`).
 *
 * @example
 * ImageTest.command('prints its release', { command: ['cat', '/etc/os-release'], expectedOutput: ['bookworm'] });
 * ImageTest.file('/etc/app/app.conf', { mode: '0644', userId: 0, content: ['^listen 8080'] });
 * ImageTest.listensOn(8080);
 */
export class ImageTest {
  /**
   * Containers run as this numeric user id unless they are told otherwise: the image's user is `UID` or `UID:GID`. A user
   * that is set by name fails, because who reads the configuration alone, as Kubernetes' `runAsNonRoot` does, cannot tell
   * it from root.
   *
   * @param userId 0 to 4294967294; anything else is the error `InvalidUserId`
   */
  public static runsAs(userId: number): ImageTest {
    checkInteger(USER_ID, userId, 'ImageTest.runsAs');
    return ImageTest.ofContainer({ name: `runs as ${userId}`, kind: 'user', userId });
  }

  /**
   * A command ends as expected.
   *
   * @param name what the image does, in a few words; one line of at most 200 printable characters, else it is the error
   * `InvalidTestName`
   * @param options the command and what is expected of it; errors are `MissingProperty`, `InvalidCommand`,
   * `InvalidExpectedOutput`, `InvalidExcludedOutput`, `InvalidExpectedError` and, for an empty list, `NothingToTest`
   */
  public static command(name: string, options: CommandTestOptions): ImageTest {
    return new ImageTest(commandTest(name, options, 'ImageTest.command'));
  }

  /**
   * A file is there, and is as expected. Links among the folders of its path are followed; a link itself is a find.
   *
   * @param path absolute path of letters, digits and `._+@%=:,~-`, without `..`, not below /proc, /dev, /sys or /boot;
   * anything else is the error `InvalidPath`
   * @param options what is expected of it; errors are `InvalidFileMode`, `InvalidUserId`, `InvalidExpectedContent` and,
   * for an empty list, `NothingToTest`
   */
  public static file(path: string, options: FileTestOptions = {}): ImageTest {
    const where = 'ImageTest.file';
    return new ImageTest(fileTest(`has file ${checkText(IMAGE_PATH, path, where)}`, path, options, where));
  }

  /**
   * Nothing lies at a path: no file, no folder, no link. What Docker puts into every container counts as there, such as
   * /etc/hosts.
   *
   * @param path as for `file`; anything else is the error `InvalidPath`
   */
  public static noFile(path: string): ImageTest {
    return ImageTest.ofContainer({ name: `has no file ${checkText(IMAGE_PATH, path, 'ImageTest.noFile')}`, kind: 'absent', paths: [path] });
  }

  /**
   * The image's configuration has these values, compared letter by letter.
   *
   * @param options what is expected; errors are `InvalidEnvironmentName`, `InvalidEnvironmentValue`, `InvalidLabelName`,
   * `InvalidLabelValue`, `InvalidPort`, `InvalidPath`, `InvalidCommand` and, where nothing is, `NothingToTest`
   */
  public static metadata(options: MetadataTestOptions): ImageTest {
    const metadata = checkMetadata(options, 'ImageTest.metadata');
    return ImageTest.ofContainer({ name: metadataTestName(metadata), kind: 'metadata', metadata });
  }

  /**
   * A container that is started with the image's own entrypoint and command accepts TCP connections from outside.
   *
   * @param port 1 to 65535; anything else is the error `InvalidPort`
   * @param options how long it may take; out of bounds it is the error `InvalidStartupSeconds`
   */
  public static listensOn(port: number, options: ListenTestOptions = {}): ImageTest {
    const where = 'ImageTest.listensOn';
    checkShape(LISTEN_TEST_SHAPE, options, 'options', where);
    return ImageTest.ofContainer({
      name: `listens on ${checkInteger(TCP_PORT, port, where)}`,
      kind: 'listens',
      port,
      seconds: checkInteger(STARTUP_SECONDS, options.startupSeconds ?? 30, where),
    });
  }

  /**
   * A container starts under the restrictions of a hardened cluster: read-only root with a tmpfs on /tmp, all
   * capabilities dropped, no new privileges, no network. It must end with exit code 0, or still run after 5 seconds.
   *
   * @param options what to run; an empty command is the error `InvalidCommand`
   */
  public static startsReadOnly(options: ReadOnlyTestOptions = {}): ImageTest {
    const where = 'ImageTest.startsReadOnly';
    checkShape(READ_ONLY_TEST_SHAPE, options, 'options', where);
    const command = options.command === undefined ? [] : checkCommand(options.command, where);
    return ImageTest.ofContainer({ name: 'starts with a read-only root and without capabilities', kind: 'read-only', command });
  }

  /** No regular file has a setuid or setgid bit. */
  public static noSetuidFiles(): ImageTest {
    return ImageTest.ofContainer({ name: 'has no setuid or setgid files', kind: 'no-setuid-files' });
  }

  /**
   * None of the well-known shells lies where programs lie: sh, bash, rbash, dash, ash, zsh, ksh, busybox in the bin and
   * sbin folders of /, /usr and /usr/local, and in /busybox. A link counts.
   */
  public static noShell(): ImageTest {
    return ImageTest.ofContainer({ name: 'has no shell', kind: 'absent', paths: SHELL_PATHS });
  }

  /**
   * None of the well-known package managers lies where programs lie: apt, apt-get, dpkg, apk, dnf, dnf5, microdnf, yum,
   * rpm, zypper in the bin and sbin folders of /, /usr and /usr/local. A link counts.
   */
  public static noPackageManager(): ImageTest {
    return ImageTest.ofContainer({ name: 'has no package manager', kind: 'absent', paths: PACKAGE_MANAGER_PATHS });
  }

  /**
   * The layers, unpacked, are together no larger than this: what `docker image inspect` calls Size.
   *
   * @param megabytes whole megabytes of 10^6 bytes, 1 to 100000; anything else is the error `InvalidMaxSize`
   */
  public static maxSizeMegabytes(megabytes: number): ImageTest {
    checkInteger(MAX_SIZE, megabytes, 'ImageTest.maxSizeMegabytes');
    return ImageTest.ofContainer({ name: `is no larger than ${megabytes} MB`, kind: 'max-size', megabytes });
  }

  /**
   * The image has no more layers than this, those of its base included.
   *
   * @param layers 1 to 127, which is the most that Docker can stack; anything else is the error `InvalidMaxLayers`
   */
  public static maxLayers(layers: number): ImageTest {
    checkInteger(MAX_LAYERS, layers, 'ImageTest.maxLayers');
    return ImageTest.ofContainer({ name: `has no more than ${layers} layers`, kind: 'max-layers', layers });
  }

  /**
   * The image's configuration is the declared one, and its files are: default tests, which have names of their own, so
   * that a declared test of the same thing adds to them.
   *
   * @internal
   */
  public static _declaredMetadata(options: MetadataTestOptions): ImageTest {
    return ImageTest.ofContainer({ name: 'has the declared metadata', kind: 'metadata', metadata: checkMetadata(options, 'ImageTest.metadata') });
  }

  /** @internal */
  public static _declaredFile(path: string, options: FileTestOptions): ImageTest {
    return new ImageTest(fileTest(`has the declared file ${path}`, path, options, 'ImageTest.file'));
  }

  private static ofContainer(container: ContainerTest): ImageTest {
    return new ImageTest({ name: container.name, container });
  }

  /** @internal */
  public readonly _parts: TestParts;

  private constructor(parts: TestParts) {
    this._parts = Object.freeze(parts);
  }

  /** What is tested, in a few words. */
  public get name(): string {
    return this._parts.name;
  }
}
