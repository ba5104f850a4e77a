import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { Daemon, run } from './process';
import type { Sandbox } from './sandbox';

/** Debian's client: another one, first on PATH, may have no builder that this engine knows. */
const CLIENT = '/usr/bin/docker';

/** Debian's Docker engine, with everything that it keeps below one directory. */
export class Docker {
  static async start(box: Sandbox, dir: string): Promise<Docker> {
    const host = `unix://${path.join(dir, 'docker.sock')}`;
    const config = path.join(dir, 'daemon.json');
    const { mtu } = (JSON.parse(await run('ip', ['-j', 'link', 'show', box.bridge])) as [{ mtu: number }])[0];
    writeFileSync(config, JSON.stringify({
      hosts: [host],
      'data-root': path.join(dir, 'data'),
      'exec-root': path.join(dir, 'exec'),
      pidfile: path.join(dir, 'docker.pid'),
      'storage-driver': 'overlay2',
      // `docker build` means BuildKit, also where a script's environment does not ask for it.
      features: { buildkit: true },
      // The sandbox made the bridge and the rules for it.
      bridge: box.bridge,
      mtu,
      iptables: false,
      ip6tables: false,
      'ip-masq': false,
      'userland-proxy': false,
      'cgroup-parent': `/${box.cgroup}`,
      'exec-opts': ['native.cgroupdriver=cgroupfs'],
    }));
    mkdirSync(path.join(dir, 'bin'), { recursive: true });
    symlinkSync(CLIENT, path.join(dir, 'bin/docker'));
    const daemon = new Daemon('dockerd', path.join(dir, 'docker.log'), '/usr/sbin/dockerd', ['--config-file', config], {});
    await daemon.untilUp(async () => (await run(CLIENT, ['--host', host, 'version', '--format', '{{.Server.Version}}'])) !== '');
    return new Docker(host, path.join(dir, 'bin'), daemon);
  }

  private constructor(
    readonly host: string,
    /** Directory with `docker`, to go first on PATH. */
    readonly bin: string,
    private readonly daemon: Daemon,
  ) {}

  stop(): Promise<void> {
    return this.daemon.stop();
  }
}
