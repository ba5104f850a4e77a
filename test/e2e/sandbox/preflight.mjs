import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const MOTO = '5.2.1'; // its internals are patched, so no other will do
const AWS_PROVIDER = '5.100.0';

const answers = (command, ...args) => spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, TF_CLI_CONFIG_FILE: '' } });
const onPath = (command) => answers('sh', '-c', `command -v ${command}`).status === 0;
const command = (name, how) => [name, () => onPath(name), how];

/** [what, is it there, how to get it] */
const NEEDS = [
  ['Linux on amd64', () => process.platform === 'linux' && process.arch === 'x64', 'run the tests there: Docker and the image stand-ins are built for it'],
  ['root', () => process.getuid?.() === 0, 'run as root: namespaces, mounts and Docker need it'],
  command('unshare', 'apt-get install util-linux'),
  command('setpriv', 'apt-get install util-linux'),
  command('ip', 'apt-get install iproute2'),
  command('iptables', 'apt-get install iptables'),
  ['terraform 1.5 or later', hasTerraform, 'https://developer.hashicorp.com/terraform/install'],
  [`Terraform's AWS provider ${AWS_PROVIDER}`, () => pluginMirror() !== undefined,
    `terraform providers mirror /opt/tf-plugins, in a directory whose configuration requires hashicorp/aws ${AWS_PROVIDER} (or a mirror elsewhere, named by TF_PLUGIN_MIRROR)`],
  [`moto ${MOTO}`, () => answers('python3', '-c', 'import moto.server; print(moto.__version__)').stdout?.trim() === MOTO,
    `pip install 'moto[server]==${MOTO}', for the python3 that is first on PATH`],
  command('aws', 'pip install awscli'),
  command('jq', 'apt-get install jq'),
  command('curl', 'apt-get install curl ca-certificates'),
  command('openssl', 'apt-get install openssl'),
  command('go', 'https://go.dev/dl, 1.21 or later: it fetches the toolchain that test/e2e/tools/go.mod names'),
  ["Debian's Docker (/usr/sbin/dockerd, /usr/bin/docker)", () => existsSync('/usr/sbin/dockerd') && existsSync('/usr/bin/docker'), 'apt-get install docker.io'],
  command('runc', 'apt-get install runc'),
  command('buildah', 'apt-get install buildah'),
  command('mmdebstrap', 'apt-get install mmdebstrap'),
  command('apt-ftparchive', 'apt-get install apt-utils'),
  command('gpg', 'apt-get install gnupg'),
  command('rpmbuild', 'apt-get install rpm'),
  command('createrepo_c', 'apt-get install createrepo-c'),
  command('shellcheck', 'apt-get install shellcheck'),
  command('docker-registry', 'apt-get install docker-registry'),
  command('chromium', 'apt-get install chromium'),
];

/** Ends the process with a list of what is missing: a test that cannot run is a failure, not a skip. */
export function prepare() {
  const missing = NEEDS.filter(([, isThere]) => !isThere()).map(([what, , how]) => `  ${what}: ${how}`);
  if (missing.length > 0) {
    console.error(`The end-to-end tests cannot run here. Missing:\n${missing.join('\n')}`);
    process.exit(1);
  }
}

/** The directory that holds registry.terraform.io/hashicorp/aws, if this machine has one. */
export function pluginMirror() {
  const candidates = [process.env.TF_PLUGIN_MIRROR, '/opt/tf-plugins', path.join(homedir(), '.terraform.d/plugins'), '/usr/share/terraform/plugins'];
  return candidates.find((dir) => dir && providerFiles(dir).some((file) => existsSync(file)));
}

/** A mirror holds a provider unpacked or packed. */
function providerFiles(dir) {
  const provider = path.join(dir, 'registry.terraform.io/hashicorp/aws');
  return [path.join(provider, AWS_PROVIDER, 'linux_amd64'), path.join(provider, `terraform-provider-aws_${AWS_PROVIDER}_linux_amd64.zip`)];
}

function hasTerraform() {
  const { stdout, status } = answers('terraform', 'version', '-json');
  if (status !== 0) return false;
  const [major, minor] = JSON.parse(stdout).terraform_version.split('.').map(Number);
  return major > 1 || (major === 1 && minor >= 5);
}
