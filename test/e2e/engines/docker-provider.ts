import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { buildGoTools } from './go-tools';
import { sandbox } from './sandbox';

/** As test/e2e/docker-provider/go.mod pins it: this release and a few commits. */
export const DOCKER_PROVIDER_VERSION = '4.5.0';

const PACKAGE = 'github.com/terraform-providers/terraform-provider-docker';

/** Builds the Docker provider; answers a configuration of Terraform that finds it beside the AWS provider. */
export async function dockerProvider(): Promise<string> {
  const box = sandbox();
  const dir = await buildGoTools(box, 'docker-provider', [PACKAGE]);
  const mirror = path.join(dir, 'mirror');
  const folder = path.join(mirror, 'registry.terraform.io/kreuzwerker/docker', DOCKER_PROVIDER_VERSION, 'linux_amd64');
  const binary = path.join(folder, `terraform-provider-docker_v${DOCKER_PROVIDER_VERSION}`);
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    copyFileSync(path.join(dir, 'bin/terraform-provider-docker'), binary);
  }
  const config = path.join(box.dir, 'terraform-docker.rc');
  const mirrors = [box.pluginMirror, mirror].map((where) => `  filesystem_mirror { path = ${JSON.stringify(where)} }\n`);
  writeFileSync(config, `provider_installation {\n${mirrors.join('')}}\n`);
  return config;
}
