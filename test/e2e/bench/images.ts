import { BaseImage } from '../../../lib/base-image/base-image';
import { DistrolessImage } from '../../../lib/base-image/distroless';
import type { ImageDeclaration } from '../../../lib/image/declaration';
import { ImageFile } from '../../../lib/image/image-file';
import { ImageTest } from '../../../lib/image/image-test';
import type { Upstream } from '../engines/world';

/** An image as people write it and as it is declared here, with the same program in it, of which only what it says changes. */
export interface Comparison {
  readonly name: string;
  /** The build context of the naive image. */
  naive(debian: Upstream, says: string): Record<string, string>;
  declare(bases: Bases, says: string): ImageDeclaration;
  /** Whether a security update comes as a new base, for want of a package manager. */
  readonly updatedByBase: boolean;
}

export interface Bases {
  readonly debian: Upstream;
  readonly distroless: Upstream;
}

const SAID = { name: 'bench', version: '1.0.0', owner: 'bench', rationale: 'to be measured' } as const;

/**
 * Modelled on what guides to containers show for a program on Debian: copy everything, install the language and its
 * package manager as Debian recommends them, run as root. The updates are in it, or it would get none.
 */
function naive({ name, tag, digest }: Upstream, file: string, program: string, packages: string, command: string): Record<string, string> {
  const Dockerfile = [
    `FROM ${name}:${tag}@${digest}`,
    'WORKDIR /srv/app',
    'COPY . .',
    'RUN apt-get update',
    'RUN apt-get upgrade -y',
    `RUN apt-get install -y ${packages}`,
    `CMD ${command}`,
    '',
  ].join('\n');
  return { Dockerfile, [file]: program };
}

const python = (says: string): string => `print('${says}')\n`;
const javascript = (says: string): string => `console.log('${says}');\n`;

const naivePython: Comparison['naive'] = (debian, says) => naive(debian, 'app.py', python(says), 'python3 python3-pip', 'python3 app.py');
const naiveNode: Comparison['naive'] = (debian, says) => naive(debian, 'app.js', javascript(says), 'nodejs npm', 'node app.js');

export const COMPARISONS: readonly Comparison[] = [
  {
    name: 'Debian + python3',
    naive: naivePython,
    updatedByBase: false,
    declare: ({ debian: { tag, digest } }, says) => ({
      ...SAID,
      base: BaseImage.debian(tag, { digest }),
      packages: ['python3'],
      files: [ImageFile.text('/srv/app/app.py', python(says))],
      command: ['python3', '/srv/app/app.py'],
    }),
  },
  {
    name: 'Debian + nodejs',
    naive: naiveNode,
    updatedByBase: false,
    declare: ({ debian: { tag, digest } }, says) => ({
      ...SAID,
      base: BaseImage.debian(tag, { digest }),
      packages: ['nodejs'],
      files: [ImageFile.text('/srv/app/app.js', javascript(says))],
      command: ['node', '/srv/app/app.js'],
    }),
  },
  {
    // Who is content with a naive Dockerfile is on Debian.
    name: 'distroless python3, naive on Debian',
    naive: naivePython,
    updatedByBase: true,
    declare: ({ distroless: { digest } }, says) => ({
      ...SAID,
      base: BaseImage.distroless(DistrolessImage.PYTHON3, { digest }),
      files: [ImageFile.text('/srv/app/app.py', python(says))],
      command: ['/srv/app/app.py'],
      tests: [ImageTest.command('starts', { command: ['python3', '--version'] })],
    }),
  },
];
