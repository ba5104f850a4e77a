import { Instruction } from '../../dockerfile/instruction';

/** A part of a Dockerfile, and the files of the build context that it copies. */
export interface Step {
  readonly instructions: readonly Instruction[];
  /** Content by path in the build context. */
  readonly files: { readonly [path: string]: string };
}

/** Instructions that copy nothing from the build context. */
export function step(...instructions: readonly Instruction[]): Step {
  return { instructions, files: {} };
}

/** A file of the build context that is copied to a path of the image. */
export interface CopiedText {
  /** Folder of the build context, which tells what the file is for. */
  readonly folder: string;
  readonly path: string;
  readonly content: string;
  /** `UID:GID` */
  readonly owner?: string;
  readonly mode?: string;
}

/** Copies text to a path of the image; it lies under the same path in a folder of the build context. */
export function copyText({ folder, path, content, owner = '0:0', mode = '0644' }: CopiedText): Step {
  const source = `${folder}${path}`;
  return { instructions: [{ kind: 'copy', source, destination: path, owner, mode }], files: { [source]: content } };
}

/** One after the other. */
export function inOrder(...steps: readonly Step[]): Step {
  return {
    instructions: steps.flatMap(({ instructions }) => instructions),
    files: Object.assign({}, ...steps.map(({ files }) => files)) as Step['files'],
  };
}

/** A comment and what it is about; nothing where there is nothing to be said about. */
export function section(comment: string, ...steps: readonly Step[]): Step {
  const { instructions, files } = inOrder(...steps);
  return { instructions: instructions.length === 0 ? [] : [{ kind: 'comment', text: comment }, ...instructions], files };
}

/** A layer made by commands; nothing where there are none. */
export function run(commands: readonly string[]): Step {
  return commands.length === 0 ? step() : step({ kind: 'run', commands });
}
