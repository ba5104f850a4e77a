import { existsSync, readdirSync, rmdirSync } from 'node:fs';
import path from 'node:path';

/** Where engines/docker.ts puts its containers: control groups outlive the namespace. */
export const CGROUP = 'golden-image-e2e';

export function removeControlGroups(root = '/sys/fs/cgroup') {
  if (!existsSync(root)) return;
  // Version 2 has one hierarchy at the root, version 1 has one below it for each controller.
  const hierarchies = [root, ...directoriesIn(root)];
  for (const hierarchy of hierarchies) {
    const group = path.join(hierarchy, CGROUP);
    if (existsSync(group)) removeGroup(group);
  }
}

function removeGroup(group) {
  for (const child of directoriesIn(group)) removeGroup(child);
  rmdirSync(group);
}

function directoriesIn(dir) {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(dir, entry.name));
}
