import { aws } from './aws';
import type { World } from './world';

export interface EnvironmentVariable {
  readonly name: string;
  readonly value: string;
  readonly type?: string;
}

export interface ProjectSource {
  readonly type: string;
  readonly location?: string;
  readonly buildspec?: string;
  readonly sourceIdentifier?: string;
}

/** The part of CodeBuild's `Project` that a run depends on. */
export interface Project {
  readonly name: string;
  readonly arn: string;
  readonly serviceRole: string;
  readonly timeoutInMinutes?: number;
  readonly source: ProjectSource;
  readonly sourceVersion?: string;
  readonly secondarySources?: readonly ProjectSource[];
  readonly secondarySourceVersions?: readonly { readonly sourceIdentifier: string; readonly sourceVersion: string }[];
  readonly environment: {
    readonly type?: string;
    readonly image: string;
    readonly privilegedMode?: boolean;
    readonly environmentVariables?: readonly EnvironmentVariable[];
  };
  readonly logsConfig?: {
    readonly cloudWatchLogs?: { readonly status: string; readonly groupName?: string; readonly streamName?: string };
  };
}

/** A project as it was applied. */
export async function readProject(world: World, name: string): Promise<Project> {
  const { projects } = await aws<{ projects: Project[] }>(world, 'codebuild', 'batch-get-projects', '--names', name);
  if (projects[0] === undefined) throw new Error(`no CodeBuild project is called ${name}`);
  return projects[0];
}
