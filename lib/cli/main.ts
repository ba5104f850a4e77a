#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { GoldenImageError } from '../core/error';
import { Command, CommandIo } from './command';
import { CHECK } from './commands/check';
import { DIFF } from './commands/diff';
import { LOCK } from './commands/lock';
import { OUTDATED } from './commands/outdated';
import { POLICIES } from './commands/policies';
import { SIMULATE } from './commands/simulate';
import { Failure, UsageError } from './failure';
import { suggest } from './suggest';
import { table } from './table';

export const COMMANDS: readonly Command[] = [
  CHECK,
  LOCK,
  OUTDATED,
  DIFF,
  SIMULATE,
  POLICIES,
];

function overview(): string {
  return `golden-image COMMAND [OPTION]...

${table(COMMANDS.map(({ name, summary }) => [name, summary]))}

  golden-image COMMAND --help    what a command does, with examples
  golden-image --version

Exit codes: 0 ok, 1 findings or a failure, 2 wrong usage. Results go to standard output,
progress and errors to standard error.`;
}

function version(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    try {
      const { name, version: found } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly name: string; readonly version: string };
      return `${name} ${found}`;
    } catch (error) {
      if (dirname(folder) === folder) throw error;
    }
  }
}

/** Resolves to the exit code. */
export async function main(args: readonly string[], io: CommandIo): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) {
    io.err(overview());
    return 2;
  }
  if (['--help', '-h', 'help'].includes(name) && rest.length === 0) return tell(io, overview());
  if (['--version', '-V'].includes(name)) return tell(io, version());
  const wanted = name === 'help' ? rest[0]! : name;
  const command = COMMANDS.find((one) => one.name === wanted);
  if (command === undefined) {
    const meant = suggest(wanted, COMMANDS.map((one) => one.name));
    io.err(`there is no command ${JSON.stringify(wanted)}${meant === undefined ? '' : `; did you mean "${meant}"?`}\n  remedy: \`golden-image --help\` lists the commands`);
    return 2;
  }
  if (name === 'help' || rest.includes('--help') || rest.includes('-h')) return tell(io, command.help);
  try {
    return await command.run(rest, io);
  } catch (error) {
    return explain(error, command, io);
  }
}

function tell(io: CommandIo, text: string): number {
  io.out(text);
  return 0;
}

function explain(error: unknown, { name }: Command, io: CommandIo): number {
  if (error instanceof UsageError) {
    io.err(`${error.message}\n  remedy: \`golden-image ${name} --help\` tells how it is used`);
    return 2;
  }
  if (!(error instanceof Failure) && !(error instanceof GoldenImageError)) throw error;
  io.err(error.message);
  return 1;
}

function line(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

if (require.main === module) {
  const io: CommandIo = {
    out: (text) => process.stdout.write(line(text)),
    err: (text) => process.stderr.write(line(text)),
    env: process.env,
    cwd: process.cwd(),
  };
  // Whoever reads less than all of it, such as `head`, wants no more.
  process.stdout.on('error', () => process.exit(0));
  // Not process.exit: what was written to a pipe would be cut off.
  void main(process.argv.slice(2), io).then((code) => (process.exitCode = code));
}
