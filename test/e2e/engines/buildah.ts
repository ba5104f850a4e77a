import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { attempt, run, type Outcome } from './process';

export interface BuildahBuild {
  /** Default: the last stage. */
  readonly target?: string;
  readonly buildArguments?: Readonly<Record<string, string>>;
}

/** An image's configuration, as the Docker format has it; what the Dockerfile does not set is absent. */
export interface ImageConfig {
  readonly User?: string;
  readonly Env?: readonly string[];
  readonly Entrypoint?: readonly string[];
  readonly Cmd?: readonly string[];
  readonly WorkingDir?: string;
  readonly Labels?: Readonly<Record<string, string>>;
  readonly ExposedPorts?: Readonly<Record<string, object>>;
  readonly Volumes?: Readonly<Record<string, object>>;
  readonly StopSignal?: string;
  /** Times in nanoseconds. */
  readonly Healthcheck?: { readonly Test: readonly string[]; readonly Interval?: number; readonly Timeout?: number; readonly StartPeriod?: number; readonly Retries?: number };
}

export interface BuildahImage {
  readonly id: string;
  inspect(): Promise<ImageConfig>;
  /** Runs a command, not the entrypoint, in a new container of the image, as its user and with its environment. */
  run(...command: string[]): Promise<Outcome>;
  /** Writes the image to a file, a docker archive. */
  exportTo(file: string): Promise<void>;
}

/** A builder that shares no code with Docker's, and needs no daemon. */
export class Buildah {
  private readonly storage: readonly string[];
  private readonly dir: string;

  constructor(dir: string, private readonly env: Readonly<Record<string, string>>) {
    this.dir = path.join(dir, 'buildah');
    mkdirSync(this.dir);
    this.storage = ['--root', path.join(this.dir, 'root'), '--runroot', path.join(this.dir, 'run'), '--storage-driver', 'overlay'];
  }

  async build(contextDir: string, { target, buildArguments = {} }: BuildahBuild = {}): Promise<BuildahImage> {
    const idFile = path.join(mkdtempSync(path.join(this.dir, 'build-')), 'id');
    await this.#buildah(
      'build', '--isolation=chroot', '--format=docker', '--quiet', `--iidfile=${idFile}`,
      ...(target === undefined ? [] : [`--target=${target}`]),
      ...Object.entries(buildArguments).map(([name, value]) => `--build-arg=${name}=${value}`),
      contextDir,
    );
    const id = readFileSync(idFile, 'utf8').trim();
    return {
      id,
      inspect: () => this.#inspect(id),
      run: (...command) => this.#run(id, command),
      exportTo: async (file) => void (await this.#buildah('push', '--quiet', id, `docker-archive:${file}`)),
    };
  }

  async #inspect(id: string): Promise<ImageConfig> {
    const { Docker } = JSON.parse(await this.#buildah('inspect', '--type=image', id)) as { Docker: { config: ImageConfig } };
    return Docker.config;
  }

  async #run(id: string, command: readonly string[]): Promise<Outcome> {
    const container = (await this.#buildah('from', id)).trim();
    try {
      return await attempt('buildah', [...this.storage, 'run', '--isolation=chroot', container, '--', ...command], { env: this.env });
    } finally {
      await this.#buildah('rm', container);
    }
  }

  #buildah(...args: string[]): Promise<string> {
    return run('buildah', [...this.storage, ...args], { env: this.env });
  }
}
