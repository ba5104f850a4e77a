import { aptCommands } from '../dockerfile/apt';
import { Instruction, Label } from '../dockerfile/instruction';
import { renderInstructions } from '../dockerfile/render';
import { ImageSpec } from './image-spec';

/** Prefix of our own labels; the rest are the OCI image specification's annotation keys. */
const LABEL_PREFIX = 'io.github.cdktf-golden-image';

/** Build arguments that the build script hands over; no other data reaches a build. */
const BASE_IMAGE_ARG = 'BASE_IMAGE';
const BASE_NAME_ARG = 'BASE_NAME';
const BASE_DIGEST_ARG = 'BASE_DIGEST';
const REFRESH_EPOCH_ARG = 'REFRESH_EPOCH';

/** The Dockerfile of an image, from what changes least to what changes most. */
export function renderDockerfile(spec: ImageSpec): string {
  return renderInstructions([
    { kind: 'comment', text: 'Rendered by cdktf-golden-image. Change the declaration, not this file.' },
    ...from(spec),
    ...user(spec),
    { kind: 'comment', text: 'Packages and security updates. A new base or a new refresh epoch makes this layer again.' },
    { kind: 'arg', name: REFRESH_EPOCH_ARG, defaultValue: 'none' },
    { kind: 'run', commands: aptCommands(spec.packages) },
    { kind: 'comment', text: 'What changes with every version.' },
    ...labels(spec),
    { kind: 'user', user: `${spec.userId}:${spec.userId}` },
  ]);
}

function from({ base }: ImageSpec): Instruction[] {
  if (base.kind === 'upstream') return [{ kind: 'from', image: `${base.name}@${base.digest}` }];
  return [
    {
      kind: 'comment',
      text: `The newest release of golden image ${base.image.imageName}, by digest; without the argument nothing can be built.`,
    },
    // A default is needed (Docker's check InvalidDefaultArgInFrom); on scratch the first RUN fails.
    { kind: 'arg', name: BASE_IMAGE_ARG, defaultValue: 'scratch' },
    { kind: 'from', image: `\${${BASE_IMAGE_ARG}}` },
  ];
}

function user({ base, userId }: ImageSpec): Instruction[] {
  if (base.kind === 'golden') return [{ kind: 'comment', text: 'The parent runs as its non-root user.' }, { kind: 'user', user: '0:0' }];
  return [
    { kind: 'comment', text: 'The user that containers run as.' },
    {
      kind: 'run',
      commands: [
        `groupadd --gid ${userId} nonroot`,
        `useradd --uid ${userId} --gid ${userId} --no-log-init --no-create-home --home-dir /home/nonroot --shell /usr/sbin/nologin nonroot`,
        `install --directory --owner=${userId} --group=${userId} --mode=0750 /home/nonroot`,
        'rm -f /etc/passwd- /etc/group- /etc/shadow- /etc/gshadow-',
      ],
    },
  ];
}

function labels({ name, version, owner, rationale, base }: ImageSpec): Instruction[] {
  const about: Label[] = [
    { key: 'org.opencontainers.image.title', value: name },
    { key: 'org.opencontainers.image.version', value: version },
    { key: `${LABEL_PREFIX}.owner`, value: owner },
    { key: `${LABEL_PREFIX}.rationale`, value: rationale },
  ];
  if (base.kind === 'upstream') {
    const lineage: Label[] = [
      { key: 'org.opencontainers.image.base.name', value: base.name },
      { key: 'org.opencontainers.image.base.digest', value: base.digest },
    ];
    return [{ kind: 'label', labels: [...lineage, ...about] }];
  }
  const lineage: Label[] = [
    { key: 'org.opencontainers.image.base.name', fromArg: BASE_NAME_ARG },
    { key: 'org.opencontainers.image.base.digest', fromArg: BASE_DIGEST_ARG },
  ];
  return [
    { kind: 'arg', name: BASE_NAME_ARG },
    { kind: 'arg', name: BASE_DIGEST_ARG },
    { kind: 'label', labels: [...lineage, ...about] },
  ];
}
