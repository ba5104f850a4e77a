import { NamedText } from '../core/named-text';
import { ImageFile } from '../image/image-file';
import { ImageSpec } from '../image/image-spec';
import { weakenings } from '../image/weakenings';

/** A text that everyone who can pull the image can read, or that is in its build's log. */
interface ImageText {
  /** As in a sentence, such as `environment variable HOME`. */
  readonly what: string;
  readonly text: string;
}

function named(noun: string, texts: readonly NamedText[]): ImageText[] {
  return texts.map(({ name, value }) => ({ what: `${noun} ${name}`, text: value }));
}

function ofFiles(files: readonly ImageFile[], where: string): ImageText[] {
  return files.flatMap(({ path, _source }) => (_source.kind === 'text' ? [{ what: `file ${path}${where}`, text: _source.content }] : []));
}

function ofCommand(what: string, command: readonly string[] | undefined): ImageText[] {
  return command === undefined ? [] : [{ what, text: command.join('\n') }];
}

/** Every text of a declaration that becomes part of an image or of its build. */
export function imageTexts(spec: ImageSpec): readonly ImageText[] {
  return [
    ...named('environment variable', spec.environment),
    ...named('label', spec.labels),
    { what: 'the owner', text: spec.owner },
    { what: 'the rationale', text: spec.rationale },
    ...weakenings(spec).map((text) => ({ what: 'a reason', text })),
    ...spec.packageRepositories.flatMap(({ _files }) => _files.map(({ path, content }) => ({ what: `file ${path} of a package repository`, text: content }))),
    ...ofCommand('the entrypoint', spec.entrypoint),
    ...ofCommand('the command', spec.command),
    ...ofCommand('the health check', spec.healthcheck?._command),
    ...ofFiles(spec.files, ''),
    ...spec.variants.flatMap(({ variant, files }) => ofFiles(files, ` of variant ${variant}`)),
    ...spec.stages.flatMap((stage) => [
      ...named(`stage ${stage.name}: environment variable`, stage._environment),
      ...ofFiles(stage._files, ` of stage ${stage.name}`),
      ...stage._commands.flatMap((command) => ofCommand(`stage ${stage.name}: command ${command[0]}`, command)),
    ]),
  ];
}
