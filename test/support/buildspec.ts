/** The part of CodeBuild's build specification that a runner on this machine can honour; the rest is refused by name. */
import { parse } from 'yaml';

export const PHASES = ['install', 'pre_build', 'build', 'post_build'] as const;
export type PhaseName = (typeof PHASES)[number];

export interface Phase {
  readonly name: PhaseName;
  readonly commands: readonly string[];
  /** Run after the commands whether or not they succeeded. */
  readonly finally: readonly string[];
  /** Whether a failure ends the build here; so it does by default in all phases but `build`, which `post_build` follows. */
  readonly abortsBuild: boolean;
}

export interface Buildspec {
  /** CodeBuild's default is `sh`, which is not bash on every image. */
  readonly shell: 'sh' | 'bash';
  readonly variables: Readonly<Record<string, string>>;
  readonly exportedVariables: readonly string[];
  readonly phases: readonly Phase[];
}

type Json = Readonly<Record<string, unknown>>;

export function parseBuildspec(text: string): Buildspec {
  const spec = mapping(parse(text), 'buildspec', ['version', 'env', 'phases']);
  if (String(spec.version) !== '0.2') throw new Error(`buildspec version ${String(spec.version)}: only 0.2 runs here`);
  const env = mapping(spec.env ?? {}, 'env', ['shell', 'variables', 'exported-variables']);
  const phases = mapping(spec.phases, 'phases', PHASES);
  return {
    shell: shellOf(env.shell),
    variables: Object.fromEntries(Object.entries(mapping(env.variables ?? {}, 'env.variables'))
      .map(([name, value]) => [name, String(value)])),
    exportedVariables: strings(env['exported-variables'] ?? [], 'env.exported-variables'),
    phases: PHASES.filter((name) => phases[name] !== undefined).map((name) => phaseOf(name, phases[name])),
  };
}

function phaseOf(name: PhaseName, value: unknown): Phase {
  const phase = mapping(value, name, ['commands', 'finally', 'on-failure']);
  const onFailure = phase['on-failure'];
  if (onFailure !== undefined && onFailure !== 'ABORT') throw new Error(`${name}: on-failure ${String(onFailure)} does not run here`);
  return {
    name,
    commands: strings(phase.commands ?? [], `${name}.commands`),
    finally: strings(phase.finally ?? [], `${name}.finally`),
    abortsBuild: onFailure === 'ABORT' || name !== 'build',
  };
}

function shellOf(value: unknown): Buildspec['shell'] {
  if (value === undefined || value === '/bin/sh') return 'sh';
  if (value === 'bash') return 'bash';
  throw new Error(`env.shell: expected bash or /bin/sh, given ${JSON.stringify(value)}`);
}

function mapping(value: unknown, where: string, known?: readonly string[]): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${where}: expected a mapping`);
  const unknown = Object.keys(value).filter((key) => known !== undefined && !known.includes(key));
  if (unknown.length > 0) throw new Error(`${where}: ${unknown.join(', ')} does not run here`);
  return value as Json;
}

/** CodeBuild refuses a command that YAML reads as something else than text, such as an unquoted `echo a: b`. */
function strings(value: unknown, where: string): readonly string[] {
  if (!Array.isArray(value)) throw new Error(`${where}: expected a list`);
  value.forEach((item, index) => {
    if (typeof item !== 'string') throw new Error(`${where}[${index}]: expected text, given ${JSON.stringify(item)}`);
  });
  return value as string[];
}
