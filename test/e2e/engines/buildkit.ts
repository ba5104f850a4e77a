import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { buildGoTools } from './go-tools';
import { Daemon, run } from './process';
import type { Sandbox } from './sandbox';

const PACKAGES = ['github.com/moby/buildkit/cmd/buildkitd', 'github.com/moby/buildkit/cmd/buildctl'];

export interface BuildKitBuild {
  /** Default: the last stage. */
  readonly target?: string;
  readonly buildArguments?: Readonly<Record<string, string>>;
  readonly noCache?: boolean;
  /** Seconds since 1970, which every time in the image is then set back to. */
  readonly sourceDateEpoch?: number;
  /** Where to push the image, HOST/REPOSITORY:TAG. */
  readonly push?: string;
  /** A file, for a docker archive of the image. */
  readonly exportTo?: string;
}

/** A BuildKit of the age that CodeBuild's standard images bring; the one inside Debian's Docker engine is years older. */
export class BuildKit {
  /** `env` is for the client, which hands the daemon the registry logins that it finds there. */
  static async start(box: Sandbox, dir: string, env: Readonly<Record<string, string>>): Promise<BuildKit> {
    const bin = path.join(await buildGoTools(box, 'buildkit', PACKAGES), 'bin');
    const own = path.join(dir, 'buildkit');
    mkdirSync(own);
    const address = `unix://${path.join(own, 'buildkitd.sock')}`;
    const config = path.join(own, 'buildkitd.toml');
    writeFileSync(config, [
      `root = ${JSON.stringify(path.join(own, 'root'))}`,
      '[grpc]',
      `address = [${JSON.stringify(address)}]`,
      '[worker.containerd]',
      'enabled = false',
      '[worker.oci]',
      'binary = "runc"',
      'snapshotter = "overlayfs"',
      // A RUN reaches Debian's mirror as the machine does, without a network of our own to make.
      'networkMode = "host"',
      `defaultCgroupParent = ${JSON.stringify(`/${box.cgroup}`)}`,
      '',
    ].join('\n'));
    const daemon = new Daemon('buildkitd', path.join(own, 'buildkitd.log'), path.join(bin, 'buildkitd'), ['--config', config], {});
    const buildkit = new BuildKit(path.join(bin, 'buildctl'), address, own, env, daemon);
    await daemon.untilUp(async () => (await buildkit.#client('debug', 'workers')) !== '');
    return buildkit;
  }

  private constructor(
    private readonly client: string,
    private readonly address: string,
    private readonly dir: string,
    private readonly env: Readonly<Record<string, string>>,
    private readonly daemon: Daemon,
  ) {}

  /** Builds the directory's Dockerfile; answers the digest of the image's manifest. */
  async build(contextDir: string, build: BuildKitBuild = {}): Promise<string> {
    const { target, sourceDateEpoch, noCache = false, push, exportTo } = build;
    const buildArguments = { ...build.buildArguments, ...(sourceDateEpoch !== undefined && { SOURCE_DATE_EPOCH: String(sourceDateEpoch) }) };
    const metadata = path.join(mkdtempSync(path.join(this.dir, 'build-')), 'metadata.json');
    const times = sourceDateEpoch === undefined ? '' : ',rewrite-timestamp=true';
    await this.#client(
      'build', '--frontend=dockerfile.v0', `--local=context=${contextDir}`, `--local=dockerfile=${contextDir}`, '--progress=plain',
      ...(target === undefined ? [] : [`--opt=target=${target}`]),
      ...Object.entries(buildArguments).map(([name, value]) => `--opt=build-arg:${name}=${value}`),
      ...(noCache ? ['--no-cache'] : []),
      `--output=type=image${push === undefined ? '' : `,name=${push},push=true`}${times}`,
      ...(exportTo === undefined ? [] : [`--output=type=docker,dest=${exportTo}${times}`]),
      `--metadata-file=${metadata}`,
    );
    const { 'containerimage.digest': digest } = JSON.parse(readFileSync(metadata, 'utf8')) as { 'containerimage.digest': string };
    return digest;
  }

  stop(): Promise<void> {
    return this.daemon.stop();
  }

  #client(...args: string[]): Promise<string> {
    return run(this.client, ['--addr', this.address, ...args], { env: this.env });
  }
}
