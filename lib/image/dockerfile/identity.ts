import { installerOf } from '../../base-image/base-source';
import { PackageManager } from '../../core/package-manager';
import { packageCommands } from '../../dockerfile/package-managers/by-name';
import { ImageSpec } from '../image-spec';
import { withoutSetuid } from './setuid';
import { copyText, inOrder, run, section, Step, step } from './step';

/** What hardly ever changes: the user that containers run as, settings of the package manager, no setuid bits. */
export function identity(spec: ImageSpec): Step {
  const { base, user } = spec;
  const { facts } = base;
  if (base.kind === 'scratch') return user.create === undefined ? step() : section('The user that containers run as.', users(user.create, user.userId));
  if (!facts.hasShell) return step();
  // A golden parent has been through this, but one that keeps its setuid bits; where packages are installed they go with those.
  const isDone = base.kind === 'golden' && installerOf(facts) !== PackageManager.NONE;
  const settings = isDone ? [] : [...(packageCommands(facts.packageManager)?.configure ?? []), ...withoutSetuid(spec)];
  const commands = [...(user.create === undefined ? [] : addUser(user.create, user.userId)), ...settings];
  return inOrder(
    facts.runsAsRoot ? step() : section('The base runs as its non-root user.', step({ kind: 'user', user: '0:0' })),
    section(base.kind === 'golden' ? 'The user that containers run as.' : 'The user that containers run as; no setuid bits.', run(commands)),
  );
}

/**
 * Lines of /etc/passwd and /etc/group instead of useradd: it is not part of Amazon Linux and UBI minimal, and it writes
 * the day into /etc/shadow, so that no two builds would be the same. Where the base has the name with another number, the build
 * ends with the line that says so: of two lines of one name, `USER name` and `--chown=name` go by the first.
 */
function addUser(name: string, id: number): string[] {
  const home = `/home/${name}`;
  return [
    addLine('/etc/group', name, id, groupLine(name, id)),
    addLine('/etc/passwd', name, id, userLine(name, id)),
    `mkdir -p ${home}`,
    `chmod 0750 ${home}`,
    `chown ${id}:${id} ${home}`,
  ];
}

function addLine(file: string, name: string, id: number, line: string): string {
  return `{ grep -q '^${name}:[^:]*:${id}:' ${file} || { ! grep '^${name}:' ${file} && printf '%s\\n' '${line}' >> ${file}; }; }`;
}

/** On scratch there is nothing to add to. */
function users(name: string, id: number): Step {
  return inOrder(
    copyText({ folder: 'users', path: '/etc/passwd', content: `root:x:0:0:root:/root:/sbin/nologin\n${userLine(name, id)}\n` }),
    copyText({ folder: 'users', path: '/etc/group', content: `root:x:0:\n${groupLine(name, id)}\n` }),
  );
}

function userLine(name: string, id: number): string {
  return `${name}:x:${id}:${id}:${name}:/home/${name}:/sbin/nologin`;
}

function groupLine(name: string, id: number): string {
  return `${name}:x:${id}:`;
}
