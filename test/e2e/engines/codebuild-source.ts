import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { unzipSync } from 'fflate';

import { aws } from './aws';
import type { Project, ProjectSource } from './codebuild-project';
import type { World } from './world';

/** One of a project's inputs: an object in S3, and whether it is a secondary one, known to the build by its identifier. */
export interface BuildSource {
  readonly identifier: string | undefined;
  readonly bucket: string;
  readonly key: string;
  readonly version: string | undefined;
}

export function sourcesOf(project: Project): BuildSource[] {
  const versions = new Map(project.secondarySourceVersions?.map((entry) => [entry.sourceIdentifier, entry.sourceVersion]));
  return [
    sourceOf(project.source, undefined, project.sourceVersion),
    ...(project.secondarySources ?? []).map((source) =>
      sourceOf(source, source.sourceIdentifier, versions.get(source.sourceIdentifier!))),
  ];
}

function sourceOf(source: ProjectSource, identifier: string | undefined, version: string | undefined): BuildSource {
  const [, bucket, key] = /^(?:arn:aws:s3:::)?([^/]+)\/(.+\.zip)$/.exec(source.location ?? '') ?? [];
  if (source.type !== 'S3' || bucket === undefined || key === undefined) {
    throw new Error(`only a zip archive in S3 is a source here, given ${source.type} ${source.location}`);
  }
  // An empty version is the latest one, as everywhere in this API.
  return { identifier, bucket, key, version: version === '' ? undefined : version };
}

/** Unpacks a source into a folder. The archive's file modes are not restored: a build has to name its interpreters. */
export async function unpackSource(world: World, source: BuildSource, folder: string): Promise<void> {
  const archive = `${folder}.zip`;
  await aws(world, 's3api', 'get-object', '--bucket', source.bucket, '--key', source.key,
    ...(source.version === undefined ? [] : ['--version-id', source.version]), archive);
  await mkdir(folder);
  for (const [name, content] of Object.entries(unzipSync(await readFile(archive)))) {
    const file = path.resolve(folder, name);
    if (!file.startsWith(folder + path.sep)) throw new Error(`${source.key} holds a file outside itself: ${name}`);
    if (name.endsWith('/')) continue;
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}
