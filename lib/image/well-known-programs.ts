import { ImageFile } from './image-file';

/** Shells, and busybox, which is one under every name. */
export const SHELLS: readonly string[] = ['ash', 'bash', 'busybox', 'dash', 'ksh', 'rbash', 'sh', 'zsh'];

const PACKAGE_MANAGERS: readonly string[] = ['apk', 'apt', 'apt-get', 'dnf', 'dnf5', 'dpkg', 'microdnf', 'rpm', 'yum', 'zypper'];

/** Where programs lie that a container finds by name. */
const PROGRAM_FOLDERS = ['/bin', '/sbin', '/usr/bin', '/usr/sbin', '/usr/local/bin', '/usr/local/sbin'];

function inProgramFolders(programs: readonly string[]): readonly string[] {
  return PROGRAM_FOLDERS.flatMap((folder) => programs.map((program) => `${folder}/${program}`));
}

/** Shells, and where the debug variants of distroless images have theirs. */
export const SHELL_PATHS: readonly string[] = Object.freeze([...inProgramFolders(SHELLS), '/busybox/busybox', '/busybox/sh']);

export const PACKAGE_MANAGER_PATHS: readonly string[] = Object.freeze(inProgramFolders(PACKAGE_MANAGERS));

/** Whether one of the files is, or may hold, what lies at one of the paths. */
export function mayBring(files: readonly ImageFile[], paths: readonly string[]): boolean {
  return files.some((file) => paths.some((path) => path === file.path || path.startsWith(`${file.path}/`)));
}
