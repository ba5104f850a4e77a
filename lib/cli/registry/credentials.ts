import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

import { ecrPull } from '../../base-image/ecr-pull';
import { RunProgram, runProgram } from '../program';
import { credentialServer, hostOfServer } from './reference';
import { RegistryError, shown } from './registry-error';

/** A user with a password, or a token that stands for both. */
export type Credentials = { readonly username: string; readonly password: string } | { readonly identityToken: string };

interface DockerConfig {
  readonly auths?: Record<string, { auth?: string; username?: string; password?: string; identitytoken?: string }>;
  readonly credsStore?: string;
  readonly credHelpers?: Record<string, string>;
}

/** What stands for a user name beside an identity token: docker/docker-credential-helpers. */
const TOKEN_USER = '<token>';

/**
 * What `docker login` and its helpers know of registries; for private ECR also what `aws` knows. Asked only when a
 * registry wants credentials.
 */
export class CredentialStore {
  private readonly found = new Map<string, Promise<Credentials | undefined>>();

  public constructor(
    private readonly env: NodeJS.ProcessEnv,
    private readonly run: RunProgram = runProgram,
  ) {}

  /** Undefined where there are none. */
  public find(host: string): Promise<Credentials | undefined> {
    const found = this.found.get(host) ?? this.look(host);
    this.found.set(host, found);
    return found;
  }

  private async look(host: string): Promise<Credentials | undefined> {
    const config = this.readConfig();
    const helper = entryOf(config.credHelpers, host) ?? config.credsStore;
    const fromHelper = helper === undefined || helper === '' ? undefined : await this.askHelper(helper, credentialServer(host));
    return fromHelper ?? fromFile(config, host) ?? (await this.askAws(host));
  }

  private readConfig(): DockerConfig {
    const path = join(this.env.DOCKER_CONFIG ?? join(this.env.HOME ?? homedir(), '.docker'), 'config.json');
    if (!existsSync(path)) return {};
    try {
      return (JSON.parse(readFileSync(path, 'utf8')) ?? {}) as DockerConfig;
    } catch (error) {
      throw new RegistryError('credentials', `${path} cannot be read: ${shown((error as Error).message)}`, 'mend or remove it: it is what `docker login` writes');
    }
  }

  /** The protocol of docker/docker-credential-helpers: `get`, with the server on standard input. */
  private async askHelper(name: string, server: string): Promise<Credentials | undefined> {
    const program = `docker-credential-${name}`;
    if (!/^[A-Za-z0-9._-]+$/.test(name)) throw new RegistryError('credentials', `Docker's configuration names a credential helper that is none: ${shown(name)}`, 'correct credsStore or credHelpers in config.json');
    const { status, stdout, stderr } = await this.run(program, ['get'], { env: this.env }, server);
    if (status === undefined) throw new RegistryError('credentials', `${program}, which Docker's configuration names for ${server}, is not on PATH`, 'install it, or remove it from credsStore or credHelpers in config.json');
    if (status === 0) return fromAnswer(stdout, program, server);
    if (/credentials not found/i.test(stdout + stderr)) return undefined;
    throw new RegistryError('credentials', `${program} gives no credentials for ${server}: ${shown(stdout || stderr)}`, `run \`echo ${server} | ${program} get\` to see why`);
  }

  private async askAws(host: string): Promise<Credentials | undefined> {
    const region = ecrPull({ pulledFrom: `${host}/`, pulledThroughCache: false })?.region;
    if (region === undefined) return undefined;
    const { status, stdout, stderr } = await this.run('aws', ['ecr', 'get-login-password', '--region', region], { env: this.env });
    if (status === 0) return { username: 'AWS', password: stdout.trim() };
    const why = status === undefined ? 'aws is not on PATH' : shown(stderr);
    throw new RegistryError('credentials', `no credentials for ${host}: ${why}`, 'configure the AWS CLI (`aws sts get-caller-identity` must succeed), or the helper docker-credential-ecr-login');
  }
}

/** Entries may be written as addresses, with a scheme or a path. */
function entryOf<T>(entries: Record<string, T> | undefined, host: string): T | undefined {
  return Object.entries(entries ?? {}).find(([server]) => hostOfServer(server) === host)?.[1];
}

function fromAnswer(answer: string, program: string, server: string): Credentials {
  try {
    const { Username: username, Secret: password } = JSON.parse(answer) as { Username: string; Secret: string };
    if (typeof username === 'string' && typeof password === 'string') return username === TOKEN_USER ? { identityToken: password } : { username, password };
  } catch {
    // What it said is not shown: it may be a secret.
  }
  throw new RegistryError('credentials', `${program} answers for ${server} with what are no credentials`, `run \`echo ${server} | ${program} get\` to see it`);
}

function fromFile({ auths }: DockerConfig, host: string): Credentials | undefined {
  const entry = entryOf(auths, host);
  if (entry?.identitytoken) return { identityToken: entry.identitytoken };
  if (entry?.username && entry.password) return { username: entry.username, password: entry.password };
  const [, username, password] = /^([^:]+):([^]+)$/.exec(Buffer.from(entry?.auth ?? '', 'base64').toString('utf8')) ?? [];
  return username === undefined || password === undefined ? undefined : { username, password: password.replace(/\0+$/, '') };
}
