import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { parseBuildspec, type Phase } from '../../support/buildspec';
import { isAllowed, type PolicyDocument } from '../../support/iam';
import { aws, readRole, type Role } from './aws';
import { BuildShell, KILLED } from './build-shell';
import { buildEnvironment, type Credentials } from './codebuild-environment';
import { type EnvironmentVariable, type Project, readProject } from './codebuild-project';
import { missingRight, type Rights } from './codebuild-rights';
import { sourcesOf, unpackSource } from './codebuild-source';
import { openIamGateway } from './iam-gateway';
import type { World } from './world';

export interface RunOptions {
  /** StartBuild's overrides. */
  readonly environment?: readonly EnvironmentVariable[];
  /** Who the build is to AWS and to the registry; default: the project's role. */
  readonly credentials?: 'role' | 'administrator';
  /** What the role may do, instead of what was applied. */
  readonly policies?: readonly PolicyDocument[];
  /** Default: the project's own limit. */
  readonly timeoutSeconds?: number;
  /** Variables that no production build has, such as fault injection. */
  readonly extraEnv?: Readonly<Record<string, string>>;
  /** Called with each line of the log as it comes. */
  readonly onLine?: (line: string) => void;
  /** Ends the build at once, as StopBuild or a lost host does: no later phase runs. */
  readonly signal?: AbortSignal;
}

export interface BuildResult {
  /** That of the first command that failed; 1 when the build could not start, 137 when it was stopped, 124 at the time limit. */
  readonly exitCode: number;
  readonly log: string;
  /** The variables that the build specification exports. */
  readonly exported: Readonly<Record<string, string>>;
  /** What its phases took, without what CodeBuild does before and after them; undefined where none was run. */
  readonly seconds?: number;
}

const TIMED_OUT = 124;
const buildNumbers = new Map<string, number>();

/** A project as it was applied, with its role: read once for many runs. */
export interface AppliedProject {
  readonly project: Project;
  readonly role: Role;
}

export async function readAppliedProject(world: World, name: string): Promise<AppliedProject> {
  const project = await readProject(world, name);
  return { project, role: await readRole(world, project.serviceRole) };
}

/** The projects that CodeBuild has what it needs for: it is not asked of each run again. */
const letIn = new WeakSet<AppliedProject>();

/** Runs an applied project as CodeBuild would, on this machine. One at a time: the world's registry has one client. */
export async function runProject(world: World, applied: string | AppliedProject, options: RunOptions = {}): Promise<BuildResult> {
  const given = typeof applied === 'string' ? await readAppliedProject(world, applied) : applied;
  const { project, role } = given;
  const sources = sourcesOf(project);
  const rights = rightsOf(world, options.policies ?? role.policies);
  const buildId = `${project.name}:${randomUUID()}`;
  const log = new BuildLog(options.onLine);
  const asRole = options.credentials !== 'administrator';
  const asApplied = asRole && options.policies === undefined;
  if (asRole && !(asApplied && letIn.has(given))) {
    const refusal = await missingRight(world, { project, role, sources, rights, buildId });
    if (refusal !== undefined) return log.result(1, `[Container] ACCESS_DENIED: ${refusal}`);
    if (asApplied) letIn.add(given);
  }

  const folder = await mkdtemp(path.join(tmpdir(), 'codebuild-'));
  const gateway = asRole ? await openIamGateway(world, role.arn, rights) : undefined;
  try {
    world.authorize(asRole ? rights : undefined);
    const sourceFolders = new Map(sources.map(({ identifier }) => [identifier, path.join(folder, `src${identifier ?? ''}`)]));
    const [credentials] = await Promise.all([
      asRole ? assumeRole(world, role) : undefined,
      ...sources.map((source) => unpackSource(world, source, sourceFolders.get(source.identifier)!)),
    ]);
    const home = path.join(folder, 'home');
    const temporary = path.join(folder, 'tmp');
    await Promise.all([home, temporary, path.join(folder, 'scratch')].map((name) => mkdir(name)));
    const env = buildEnvironment({
      world, project, credentials, endpoint: gateway?.url, home, temporary, sourceFolders,
      buildId, buildNumber: nextBuildNumber(project), overrides: options.environment ?? [],
    });
    const began = performance.now();
    const result = await runPhases(project, { ...env, ...options.extraEnv }, folder, log, options);
    return { ...result, seconds: (performance.now() - began) / 1000 };
  } finally {
    world.authorize(undefined);
    await gateway?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function runPhases(
  project: Project, env: Record<string, string>, folder: string, log: BuildLog, options: RunOptions,
): Promise<BuildResult> {
  const spec = parseBuildspec(project.source.buildspec ?? '');
  const limit = AbortSignal.timeout((options.timeoutSeconds ?? (project.timeoutInMinutes || 60) * 60) * 1000);
  const signal = AbortSignal.any([limit, ...(options.signal ? [options.signal] : [])]);
  const shell = new BuildShell({
    shell: spec.shell, scratch: path.join(folder, 'scratch'), cwd: env.CODEBUILD_SRC_DIR!, signal,
    // The build specification's own variables give way to the project's and to StartBuild's.
    env: { ...spec.variables, ...env }, onLine: (line) => log.add(line),
  });
  let exitCode = 0;
  for (const phase of spec.phases) {
    const code = await runPhase(shell, phase, { CODEBUILD_BUILD_SUCCEEDING: exitCode === 0 ? '1' : '0' });
    if (signal.aborted) break;
    log.add(`[Container] Phase complete: ${phase.name.toUpperCase()} State: ${code === 0 ? 'SUCCEEDED' : 'FAILED'}`);
    exitCode ||= code;
    if (code !== 0 && phase.abortsBuild) break;
  }
  const exported = Object.fromEntries(spec.exportedVariables
    .filter((name) => shell.env[name] !== undefined).map((name) => [name, shell.env[name]!]));
  if (limit.aborted) return log.result(TIMED_OUT, '[Container] TIMED_OUT', exported);
  if (signal.aborted) return log.result(KILLED, '[Container] STOPPED', exported);
  return log.result(exitCode, undefined, exported);
}

async function runPhase(shell: BuildShell, phase: Phase, variables: Record<string, string>): Promise<number> {
  const code = await shell.run(phase.commands, variables);
  const finallyCode = phase.finally.length === 0 ? 0
    : await shell.run(phase.finally, code === 0 ? variables : { CODEBUILD_BUILD_SUCCEEDING: '0' });
  return code || finallyCode;
}

function rightsOf(world: World, policies: readonly PolicyDocument[]): Rights {
  const ofEveryRequest = {
    'aws:PrincipalAccount': world.account, 'aws:ResourceAccount': world.account, 'aws:RequestedRegion': world.region,
  };
  return (action, resource, context = {}) => isAllowed(policies, { action, resource, context: { ...ofEveryRequest, ...context } });
}

async function assumeRole(world: World, role: Role): Promise<Credentials> {
  const answer = await aws<{ Credentials: Credentials }>(
    world, 'sts', 'assume-role', '--role-arn', role.arn, '--role-session-name', 'AWSCodeBuild');
  return answer.Credentials;
}

function nextBuildNumber({ arn }: Project): number {
  const number = (buildNumbers.get(arn) ?? 0) + 1;
  buildNumbers.set(arn, number);
  return number;
}

class BuildLog {
  readonly #lines: string[] = [];

  constructor(private readonly onLine: (line: string) => void = () => {}) {}

  add(line: string): void {
    this.#lines.push(line);
    this.onLine(line);
  }

  result(exitCode: number, lastLine?: string, exported: Readonly<Record<string, string>> = {}): BuildResult {
    if (lastLine !== undefined) this.add(lastLine);
    return { exitCode, log: this.#lines.join('\n'), exported };
  }
}
