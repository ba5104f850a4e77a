import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { buildGoTools } from './go-tools';
import { sandbox } from './sandbox';

/** As test/e2e/docker-provider/go.mod pins it: this release and a few commits. */
const BUILT_VERSION = '4.5.0';

const PACKAGE = 'github.com/terraform-providers/terraform-provider-docker';
const FOLDER = 'registry.terraform.io/kreuzwerker/docker';

/** The version that the machine's own mirror has, where it has one. */
function mirroredVersion(): string | undefined {
  const folder = path.join(sandbox().pluginMirror, FOLDER);
  return existsSync(folder) ? readdirSync(folder).sort().at(-1) : undefined;
}

/** The version of the Docker provider that the tests run. */
export function dockerProviderVersion(): string {
  return mirroredVersion() ?? BUILT_VERSION;
}

/** The Docker provider of the machine's mirror, or one that is built; answers a configuration of Terraform that finds it beside the AWS provider. */
export async function dockerProvider(): Promise<string> {
  const box = sandbox();
  const mirrors = [box.pluginMirror, ...(mirroredVersion() === undefined ? [await builtMirror()] : [])];
  const config = path.join(box.dir, 'terraform-docker.rc');
  const blocks = mirrors.map((mirror) => `  filesystem_mirror { path = ${JSON.stringify(mirror)} }\n`);
  writeFileSync(config, `provider_installation {\n${blocks.join('')}}\n`);
  return config;
}

async function builtMirror(): Promise<string> {
  const dir = await buildGoTools(sandbox(), 'docker-provider', [PACKAGE]);
  const mirror = path.join(dir, 'mirror');
  const folder = path.join(mirror, FOLDER, BUILT_VERSION, 'linux_amd64');
  const binary = path.join(folder, `terraform-provider-docker_v${BUILT_VERSION}`);
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    copyFileSync(path.join(dir, 'bin/terraform-provider-docker'), binary);
  }
  return mirror;
}
