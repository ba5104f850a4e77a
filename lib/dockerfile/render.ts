import { Instruction, Label } from './instruction';

/** Text as a Dockerfile string in double quotes: what the builder reads is the text itself. */
export function quote(text: string): string {
  return `"${text.replace(/[\\"$]/g, '\\$&')}"`;
}

function renderLabel(label: Label): string {
  return `${label.key}=${'fromArg' in label ? `"\${${label.fromArg}}"` : quote(label.value)}`;
}

function renderInstruction(instruction: Instruction): string {
  switch (instruction.kind) {
    case 'comment':
      return `# ${instruction.text}`;
    case 'arg':
      return `ARG ${instruction.name}${instruction.defaultValue === undefined ? '' : `=${instruction.defaultValue}`}`;
    case 'from':
      return `FROM ${instruction.image}`;
    case 'user':
      return `USER ${instruction.user}`;
    case 'run':
      return `RUN ${['set -eux', ...instruction.commands].join(' \\\n    && ')}`;
    case 'label':
      return `LABEL ${instruction.labels.map(renderLabel).join(' \\\n      ')}`;
  }
}

/** Instructions as the text of a Dockerfile; a comment begins a paragraph. */
export function renderInstructions(instructions: readonly Instruction[]): string {
  const paragraph = ({ kind }: Instruction, index: number): string => (kind === 'comment' && index > 0 ? '\n' : '');
  return `${instructions.map((instruction, index) => paragraph(instruction, index) + renderInstruction(instruction)).join('\n')}\n`;
}
