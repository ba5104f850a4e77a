import { readDockerfile } from './read-dockerfile';

/** An argument that FROM can use: one before the first stage. */
export interface GlobalArgument {
  readonly name: string;
  /** Its default as it is written, without quotes. */
  readonly defaultText?: string;
}

/** What is copied or mounted from, as it is written: another stage, its number, or an image. */
export interface StageSource {
  readonly name: string;
  readonly line: number;
}

/** A build stage. */
export interface DockerfileStage {
  /** What stands behind FROM. */
  readonly image: string;
  /** In lower case: Docker does not tell them apart. */
  readonly name?: string;
  readonly line: number;
  readonly sources: readonly StageSource[];
}

/** A Dockerfile as far as what it is built on goes. */
export interface DockerfileStages {
  readonly globalArguments: readonly GlobalArgument[];
  readonly stages: readonly DockerfileStage[];
}

/** Reads the stages of a Dockerfile. What is no Dockerfile has none; the build says why. */
export function dockerfileStages(text: string): DockerfileStages {
  const globalArguments: GlobalArgument[] = [];
  const stages: (DockerfileStage & { readonly sources: StageSource[] })[] = [];
  for (const { keyword, rest, line } of readDockerfile(text)) {
    if (keyword === 'FROM') {
      const [image = '', as, name] = rest.split(/\s+/).filter((word) => !word.startsWith('--'));
      stages.push({ image, line, sources: [], ...(as?.toUpperCase() === 'AS' && name !== undefined && { name: name.toLowerCase() }) });
    } else if (keyword === 'ARG' && stages.length === 0) {
      globalArguments.push(...argumentsIn(rest));
    } else if (keyword === 'COPY' || keyword === 'RUN') {
      stages.at(-1)?.sources.push(...sourcesIn(rest).map((name) => ({ name, line })));
    }
  }
  return { globalArguments, stages };
}

/** The stage that FROM has by a name: the last one before it. */
export function stageBefore(stages: readonly DockerfileStage[], name: string, line: number): DockerfileStage | undefined {
  return stages.filter((stage) => stage.line < line && stage.name === name.toLowerCase()).at(-1);
}

/** Whether what is copied or mounted from is a stage; it may come later. */
export function isStage(stages: readonly DockerfileStage[], { name }: StageSource): boolean {
  return stages.some((stage, index) => stage.name === name.toLowerCase() || String(index) === name);
}

function argumentsIn(rest: string): readonly GlobalArgument[] {
  return [...rest.matchAll(/([A-Za-z_][A-Za-z0-9_]*)(?:=(?:"([^"]*)"|'([^']*)'|(\S*)))?/g)].map(([, name, double, single, plain]) => {
    const defaultText = double ?? single ?? plain;
    return { name: name!, ...(defaultText !== undefined && { defaultText }) };
  });
}

/** Flags stand before anything else. */
function sourcesIn(rest: string): readonly string[] {
  const flags = /^((?:--\S+\s+)*)/.exec(rest)![1]!;
  return [...flags.matchAll(/(?:^|\s)--(?:from=|mount=(?:\S*,)?from=)([^\s,]+)/g)].map(([, source]) => source!);
}
