import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { dockerProviderVersion } from './docker-provider';
import { attempt, type Outcome } from './process';
import type { World } from './world';

type Json = Record<string, unknown>;

/** Merged by Terraform over cdk.tf.json, which stays as CDKTF wrote it: the stack's own synthesis is what is applied. */
const OVERRIDE_FILE = 'e2e_override.tf.json';

const STATE_FILE = 'terraform.tfstate';
const PLAN_FILE = 'e2e.tfplan';

/** The one version of each provider that the test world has. */
const PROVIDERS: { readonly [name: string]: () => Json } = {
  aws: () => ({ source: 'hashicorp/aws', version: '5.100.0' }),
  docker: () => ({ source: 'kreuzwerker/docker', version: dockerProviderVersion() }),
};

/**
 * Terraform on the folder that CDKTF wrote for one stack (`cdktf.out/stacks/NAME`).
 * The state lies in that folder: synthesize into a folder of the test's own.
 */
export class Terraform {
  constructor(private readonly world: Pick<World, 'env'>, readonly directory: string) {}

  async init(): Promise<void> {
    await writeOverride(this.directory);
    await this.run('init', '-input=false', '-no-color');
  }

  async validate(): Promise<void> {
    await this.run('validate', '-no-color');
  }

  /** What Terraform would do now, and whether that is anything. */
  async plan(): Promise<{ changes: boolean; text: string }> {
    const { status, stdout } = await this.attempt([0, 2], 'plan', '-input=false', '-detailed-exitcode', '-no-color');
    return { changes: status === 2, text: stdout };
  }

  /** What Terraform would do now, as `terraform show -json` describes it. */
  async planned(): Promise<Json> {
    await this.run('plan', '-input=false', '-no-color', `-out=${PLAN_FILE}`);
    return JSON.parse(await this.run('show', '-json', PLAN_FILE)) as Json;
  }

  /** Of all that the stack has, or of some addresses and what they need. */
  async apply(...targets: readonly string[]): Promise<string> {
    return this.run('apply', '-input=false', '-auto-approve', '-no-color', ...targets.map((address) => `-target=${address}`));
  }

  async destroy(): Promise<string> {
    return this.run('destroy', '-input=false', '-auto-approve', '-no-color');
  }

  /** The values of the stack's outputs, sensitive ones too. */
  async output(): Promise<Json> {
    const outputs = JSON.parse(await this.run('output', '-json')) as Record<string, { value: unknown }>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  /** The state as `terraform show -json` describes it. */
  async show(): Promise<Json> {
    return JSON.parse(await this.run('show', '-json')) as Json;
  }

  /** Addresses of what is in the state; before the first apply there is none to ask. */
  async stateList(): Promise<string[]> {
    if (!existsSync(path.join(this.directory, STATE_FILE))) return [];
    return (await this.run('state', 'list')).split('\n').filter((line) => line !== '');
  }

  async stateRm(address: string): Promise<void> {
    await this.run('state', 'rm', address);
  }

  private async run(...args: readonly string[]): Promise<string> {
    return (await this.attempt([0], ...args)).stdout;
  }

  private async attempt(expected: readonly number[], ...args: readonly string[]): Promise<Outcome> {
    const outcome = await attempt('terraform', args, { env: this.world.env, cwd: this.directory });
    if (expected.includes(outcome.status)) return outcome;
    // Its end says what went wrong; the plan before it is long.
    const said = outcome.stdout.split('\n').slice(-100).join('\n');
    throw new Error(`terraform ${args.join(' ')} in ${this.directory}: exit status ${outcome.status}\n${said}\n${outcome.stderr}`);
  }
}

/** What Terraform says, without the frame and the breaks of its lines. */
export function inOneLine(wrapped: string): string {
  return wrapped.replace(/[│╷╵\s]+/g, ' ');
}

async function writeOverride(directory: string): Promise<void> {
  const stack = JSON.parse(await readFile(path.join(directory, 'cdk.tf.json'), 'utf8')) as Json;
  await writeFile(path.join(directory, OVERRIDE_FILE), JSON.stringify(override(stack), null, 2));
}

/** What the test world needs that a production stack does not say; the endpoint comes from the environment. */
function override(stack: Json): Json {
  const used = Object.keys((stack.provider ?? {}) as Json);
  return {
    terraform: {
      backend: { local: { path: STATE_FILE } },
      required_providers: Object.fromEntries(used.map((provider) => [provider, PROVIDERS[provider]!()])),
    },
    ...(used.includes('aws') && { provider: { aws: awsProviders(stack).map((provider) => ({ ...aliasOf(provider), ...FOR_EMULATOR })) } }),
  };
}

/** Without the limit the provider retries an emulator's "not implemented" for minutes. */
const FOR_EMULATOR = { skip_credentials_validation: true, s3_use_path_style: true, max_retries: 3 };

function awsProviders(stack: Json): readonly Json[] {
  const { aws } = stack.provider as { aws: Json | readonly Json[] };
  return Array.isArray(aws) ? aws as readonly Json[] : [aws as Json];
}

function aliasOf(provider: Json): Json {
  return provider.alias === undefined ? {} : { alias: provider.alias };
}
