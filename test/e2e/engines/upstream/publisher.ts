import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { run } from '../process';
import type { Sandbox } from '../sandbox';
import type { Tools } from '../tools';
import { STAND_INS, type StandInName } from './catalogue';
import { PATH, type StandIn, type StandInConfig } from './stand-in';

export interface Upstream {
  readonly name: string;
  readonly tag: string;
  readonly digest: string;
}

/** Puts stand-ins into the world's public registries, each when it is first asked for. */
export class Publisher {
  private readonly published = new Map<StandInName, Promise<Upstream>>();
  private readonly crane: string;
  private readonly env: Record<string, string | undefined>;

  constructor(private readonly box: Sandbox, dir: string, tools: Tools) {
    this.crane = path.join(tools.bin, 'crane');
    this.env = { ...process.env, DOCKER_CONFIG: loginsFor(box.publicHosts, dir) };
  }

  publish(name: StandInName): Promise<Upstream> {
    const upstream = this.published.get(name) ?? this.#publish(name);
    this.published.set(name, upstream);
    return upstream;
  }

  async #publish(standInName: StandInName): Promise<Upstream> {
    const { name, tag, alsoLabelled }: StandIn = STAND_INS[standInName];
    const image = await this.#image(standInName);
    if (alsoLabelled === undefined) {
      await this.#crane('push', image, `${name}:${tag}`);
    } else {
      await this.#crane('push', image, `${name}:${tag}-first`);
      await this.#crane('mutate', `${name}:${tag}-first`, '--set-platform', alsoLabelled, '--tag', `${name}:${tag}-second`);
      await this.#crane('index', 'append', '--manifest', `${name}:${tag}-first`, '--manifest', `${name}:${tag}-second`, '--tag', `${name}:${tag}`);
    }
    return { name, tag, digest: (await this.#crane('digest', `${name}:${tag}`)).trim() };
  }

  /** Made once a month: the packages move, and so do the official images. */
  async #image(name: StandInName): Promise<string> {
    const month = new Date().toISOString().slice(0, 7);
    const image = path.join(this.box.cache, 'upstream', `${name}-${month}-${recipes()}.tar`);
    if (existsSync(image)) return image;

    mkdirSync(path.dirname(image), { recursive: true });
    const dir = mkdtempSync(path.join(this.box.dir, 'upstream-'));
    const files = await STAND_INS[name].files({ dir, epoch: Date.parse(`${month}-01`) / 1000 });
    await this.#assemble(STAND_INS[name], files, `${image}.new`);
    renameSync(`${image}.new`, image);
    rmSync(dir, { recursive: true });
    return image;
  }

  async #assemble({ name, tag, config }: StandIn, files: string, image: string): Promise<void> {
    await this.#crane('append', '--new_layer', files, '--new_tag', `${name}:${tag}`);
    await this.#crane('mutate', `${name}:${tag}`, '--set-platform', 'linux/amd64', ...configOptions(config), '--output', image);
  }

  #crane(...args: string[]): Promise<string> {
    return run(this.crane, args, { env: this.env });
  }
}

function configOptions({ env = [PATH], user, workdir, entrypoint, cmd }: StandInConfig): string[] {
  const given = (option: string, value: string | undefined): string[] => (value === undefined ? [] : [option, value]);
  return [
    ...env.flatMap((variable) => ['--env', variable]),
    ...given('--user', user), ...given('--workdir', workdir), ...given('--entrypoint', entrypoint), ...given('--cmd', cmd),
  ];
}

/** Without a login, crane asks the clouds' own tools for one when it sees gcr.io or public.ecr.aws. */
function loginsFor(hosts: readonly string[], dir: string): string {
  const config = path.join(dir, 'publisher');
  mkdirSync(config);
  const auth = Buffer.from('anyone:any').toString('base64');
  writeFileSync(path.join(config, 'config.json'), JSON.stringify({ auths: Object.fromEntries(hosts.map((host) => [host, { auth }])) }));
  return config;
}

/** Stands for everything that the stand-ins are made by. */
function recipes(): string {
  const hash = createHash('sha256');
  const files = readdirSync(__dirname, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of files.map((entry) => path.join(entry.parentPath, entry.name)).sort()) {
    hash.update(`${path.relative(__dirname, file)}\n`).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 12);
}
