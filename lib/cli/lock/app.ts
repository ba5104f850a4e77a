import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { COLLECT_VARIABLE, CollectedReference } from '../../base-image/lock-document';
import { CommandIo } from '../command';
import { Failure, UsageError } from '../failure';
import { runProgram } from '../program';

/** An app is as slow as its synthesis. */
const TIMEOUT = 15 * 60_000;

interface CdktfConfig {
  readonly app?: unknown;
  readonly context?: object;
}

function cdktfConfig(cwd: string): CdktfConfig {
  const path = join(cwd, 'cdktf.json');
  if (!existsSync(path)) return {};
  try {
    return (JSON.parse(readFileSync(path, 'utf8')) ?? {}) as CdktfConfig;
  } catch (error) {
    throw new Failure(`${path} is not JSON: ${(error as Error).message}`);
  }
}

/** The command that runs the app, as it is given or as cdktf.json has it. */
function commandOf(given: string | undefined, config: CdktfConfig): string {
  if (given !== undefined) return given;
  if (typeof config.app === 'string' && config.app !== '') return config.app;
  throw new UsageError('there is no cdktf.json with an "app" here: give the command that runs your app, such as --app "npx tsx main.ts"');
}

/**
 * Runs an app for the references that it asks lock files for. What it synthesizes has digests that nothing has, so it
 * goes to a folder that is thrown away.
 */
export async function collectReferences(app: string | undefined, io: CommandIo): Promise<readonly CollectedReference[]> {
  const config = cdktfConfig(io.cwd);
  const command = commandOf(app, config);
  const folder = mkdtempSync(join(tmpdir(), 'golden-image-lock-'));
  const collected = join(folder, 'references.jsonl');
  io.err(`running the app: ${command}`);
  try {
    const env = { CDKTF_CONTEXT_JSON: JSON.stringify(config.context ?? {}), ...io.env, CDKTF_OUTDIR: join(folder, 'cdktf.out'), [COLLECT_VARIABLE]: collected };
    // The command is a line for a shell, as in cdktf.json.
    const { status, stdout, stderr } = await runProgram(command, [], { shell: true, cwd: io.cwd, env, timeout: TIMEOUT });
    if (status !== 0) throw new Failure(`${stdout}${stderr}\nthe app failed with exit code ${status}: ${command}\n  remedy: correct what it says, then run golden-image lock again; nothing was written`);
    return existsSync(collected) ? readFileSync(collected, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as CollectedReference) : [];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
