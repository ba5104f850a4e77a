import { Instruction, Label } from './instruction';
import { execForm, quote } from './quote';

function renderLabel(label: Label): string {
  return `${label.name}=${'fromArg' in label ? `"\${${label.fromArg}}"` : quote(label.value)}`;
}

/** Items one below the other, under the first one. */
function column(keyword: string, items: readonly string[]): string {
  return `${keyword} ${items.join(` \\\n${' '.repeat(keyword.length + 1)}`)}`;
}

function renderCopy({ from, source, destination, owner, mode }: Extract<Instruction, { kind: 'copy' }>): string {
  const flags = Object.entries({ from, chown: owner, chmod: mode }).filter(([, value]) => value !== undefined);
  return ['COPY', ...flags.map(([name, value]) => `--${name}=${value}`), source, destination].join(' ');
}

function renderInstruction(instruction: Instruction): string {
  switch (instruction.kind) {
    case 'comment':
      return `# ${instruction.text}`;
    case 'arg':
      return `ARG ${instruction.name}${instruction.defaultValue === undefined ? '' : `=${instruction.defaultValue}`}`;
    case 'from':
      return `FROM ${instruction.image} AS ${instruction.as}`;
    case 'user':
      return `USER ${instruction.user}`;
    case 'run':
      return `RUN ${['set -eux', ...instruction.commands].join(' \\\n    && ')}`;
    case 'exec':
      return ['RUN', ...instruction.secrets.map((id) => `--mount=type=secret,id=${id},required=true`), execForm(instruction.command)].join(' ');
    case 'copy':
      return renderCopy(instruction);
    case 'env':
      return column('ENV', instruction.variables.map(renderLabel));
    case 'label':
      return column('LABEL', instruction.labels.map(renderLabel));
    case 'workdir':
      return `WORKDIR ${instruction.path}`;
    case 'expose':
      return `EXPOSE ${instruction.ports.join(' ')}`;
    case 'volume':
      return `VOLUME ${execForm(instruction.paths)}`;
    case 'healthcheck':
      return ['HEALTHCHECK', ...instruction.options.map(({ name, value }) => `--${name}=${value}`), 'CMD', execForm(instruction.command)].join(' ');
    case 'stopsignal':
      return `STOPSIGNAL ${instruction.signal}`;
    case 'entrypoint':
      return `ENTRYPOINT ${execForm(instruction.command)}`;
    case 'cmd':
      return `CMD ${execForm(instruction.command)}`;
  }
}

/** Instructions as the text of a Dockerfile; a comment begins a paragraph. */
export function renderInstructions(instructions: readonly Instruction[]): string {
  const paragraph = ({ kind }: Instruction, index: number): string => (kind === 'comment' && index > 0 ? '\n' : '');
  return `${instructions.map((instruction, index) => paragraph(instruction, index) + renderInstruction(instruction)).join('\n')}\n`;
}
