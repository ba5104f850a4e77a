import { readFileSync } from 'node:fs';
import { join } from 'node:path';

function read(folder: string, name: string): string {
  return readFileSync(join(__dirname, folder, name), 'utf8');
}

const SCRIPTS = [
  'admit.sh', 'attest.sh', 'bases.sh', 'build.sh', 'channel.sh', 'common.sh', 'container-tests.sh', 'docker.sh', 'events.sh', 'image-files.sh', 'members.sh',
  'no-op.sh', 'notices.sh', 'release.sh', 'scan-gate.jq', 'scan-gate.sh', 'test-files.sh', 'test.sh',
];

/** The scripts of a pipeline, by path: fixed files, the same for every image. */
export function pipelineScripts(): { [path: string]: string } {
  return Object.fromEntries(SCRIPTS.map((name) => [name, read('scripts', name)]));
}

const DOCKER_TEST_SCRIPTS = ['common.sh', 'container-tests.sh', 'docker-test.sh', 'image-files.sh', 'test-files.sh', 'test.sh'];

/** The scripts that test an image on the machine that runs Terraform. */
export function dockerTestScripts(): { [path: string]: string } {
  return Object.fromEntries(DOCKER_TEST_SCRIPTS.map((name) => [name, read('scripts', name)]));
}

const APP_SCRIPTS = ['app-build.sh', 'common.sh', 'docker.sh'];

/** The scripts that build an application's image. */
export function appScripts(): { [path: string]: string } {
  return Object.fromEntries(APP_SCRIPTS.map((name) => [name, read('scripts', name)]));
}

/** A buildspec, as fixed as the scripts that it calls. */
export function buildspec(name: 'build' | 'admit' | 'release' | 'app-build'): string {
  return read('buildspecs', `${name}.yml`);
}
