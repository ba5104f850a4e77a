import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { AwsCli } from './aws-cli';
import { Buildah } from './buildah';
import { BuildKit } from './buildkit';
import { Docker } from './docker';
import { type ActiveFault, type AwsFault, type Counters, Faults, type RegistryFault } from './faults';
import { Moto, type ScanResult } from './moto';
import { Registry, type Authorizer, type EcrPush } from './registry';
import { sandbox, type Sandbox } from './sandbox';
import { buildTools, type Tools } from './tools';
import type { StandInName } from './upstream/catalogue';
import { Publisher, type Upstream } from './upstream/publisher';

export type { ActiveFault, Authorizer, AwsFault, Counters, EcrPush, RegistryFault, ScanResult, StandInName, Upstream };

/** An AWS account, public registries, GitHub's release files and a Docker engine, all on this machine. */
export interface World {
  readonly account: string;
  readonly region: string;
  /** HTTPS, port 443, on loopback. */
  readonly registryHost: string;
  readonly motoUrl: string;
  /** Complete environment for the aws CLI, terraform and docker as administrator. */
  readonly env: Record<string, string>;
  /** The paths below it are those of https://github.com. */
  readonly toolsMirrorUrl: string;
  readonly tools: Tools;
  /** Debian, which most tests build on. */
  readonly upstream: Upstream;
  /** Puts another base image's stand-in where the real one is; it is made when it is first asked for. */
  publish(name: StandInName): Promise<Upstream>;
  /** Who the registry's clients are from now on; undefined is the administrator. */
  authorize(as: Authorizer | undefined): void;
  /** Every manifest push with a tag that the private registry took, in order. */
  pushes(): EcrPush[];
  /** What ECR's scan of an image says; '*' is every image of the repository without a result of its own. Without any: COMPLETE, no findings. */
  setScan(repository: string, digest: string | '*', result: ScanResult | 'not-found'): Promise<void>;
  /** While on, moto wants credentials that it gave out, and a policy that allows the action, for ECR, SSM and CodeBuild on that very resource. */
  enforceIam(on: boolean): Promise<void>;
  /** From now on, until it is lifted. */
  fault(fault: RegistryFault | AwsFault): Promise<ActiveFault>;
  counters(): Promise<Counters>;
  /** Started when it is first asked for. */
  buildKit(): Promise<BuildKit>;
  readonly buildah: Buildah;
  stop(): Promise<void>;
}

/** `preloadCli: false` where it is measured how long calls of the AWS CLI take. */
export async function startWorld({ preloadCli = true }: { readonly preloadCli?: boolean } = {}): Promise<World> {
  const box = sandbox();
  const dir = mkdtempSync(path.join(box.dir, 'world-'));
  const started: { stop(): Promise<void> }[] = [];
  const stop = async (): Promise<void> => {
    for (const part of started.splice(0).reverse()) await part.stop();
  };
  const keep = <T extends { stop(): Promise<void> }>(part: T): T => {
    started.push(part);
    return part;
  };

  try {
    const tools = await buildTools(box);
    const moto = keep(await Moto.start(box, dir));
    const docker = keep(await Docker.start(box, dir));
    const registry = keep(await Registry.start(box, dir, moto, tools));
    const publisher = new Publisher(box, dir, tools);
    const upstream = await publisher.publish('debian');
    const own = environment(box, dir, moto, docker);
    const cli = keep(await (preloadCli ? AwsCli.preloaded(dir, own) : AwsCli.plain(dir, own)));
    const env = { ...own, PATH: `${cli.bin}:${own.PATH}` };
    const faults = new Faults(box.registryHost, moto.url);
    let buildKit: Promise<BuildKit> | undefined;
    return {
      account: box.account,
      region: box.region,
      registryHost: box.registryHost,
      motoUrl: moto.url,
      env,
      toolsMirrorUrl: `https://${box.toolsHost}`,
      tools,
      upstream,
      publish: (name) => publisher.publish(name),
      authorize: (as) => registry.authorize(as),
      pushes: () => registry.pushes(),
      setScan: (repository, digest, result) => moto.setScan(repository, digest, result),
      enforceIam: (on) => moto.enforceIam(on),
      fault: (fault) => faults.set(fault),
      counters: () => faults.counters(),
      buildKit: () => (buildKit ??= BuildKit.start(box, dir, env).then(keep)),
      buildah: new Buildah(dir, env),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** From nothing but PATH, so that the settings of whoever runs the tests do not leak into them. */
function environment(box: Sandbox, dir: string, moto: Moto, docker: Docker): Record<string, string> {
  const home = path.join(dir, 'home');
  mkdirSync(home);
  const terraformConfig = path.join(dir, 'terraform.rc');
  writeFileSync(terraformConfig, `provider_installation {\n  filesystem_mirror { path = ${JSON.stringify(box.pluginMirror)} }\n}\n`);
  const bundle = path.join(box.dir, 'ca-bundle.crt');
  return {
    PATH: `${docker.bin}:${process.env.PATH}`,
    HOME: home,
    TMPDIR: box.dir,
    LANG: 'C.UTF-8',
    DOCKER_HOST: docker.host,
    AWS_ENDPOINT_URL: moto.url,
    AWS_ACCESS_KEY_ID: 'testing',
    AWS_SECRET_ACCESS_KEY: 'testing',
    AWS_REGION: box.region,
    AWS_DEFAULT_REGION: box.region,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
    TF_CLI_CONFIG_FILE: terraformConfig,
    TF_IN_AUTOMATION: '1',
    CHECKPOINT_DISABLE: '1',
    SSL_CERT_FILE: bundle,
    CURL_CA_BUNDLE: bundle,
    AWS_CA_BUNDLE: bundle,
    NODE_EXTRA_CA_CERTS: path.join(box.dir, 'ca.crt'),
  };
}
