import { BaseImage } from '../../../lib/base-image/base-image';
import { BuildStage } from '../../../lib/image/build-stage';
import { ImageFile } from '../../../lib/image/image-file';
import type { Upstream } from '../engines/world';
import { HOSTILE_LINES, HOSTILE_TEXTS, named } from './hostile';

/** Programs that run without a shell and a C library, so that they tell of any image what arrived in it. */
export const PRINT_ARGUMENTS = '/usr/local/bin/printf';
export const PRINT_ENVIRONMENT = '/usr/local/bin/env';
/** What the stage's command was given: its arguments, then the stage's variables, with a NUL behind each. */
export const STAGE_RECORD = '/usr/share/probe/stage';

const NAMES = Object.keys(named('HOSTILE_', HOSTILE_LINES));

// In a stage that some shell runs; no value is in the text of its script.
const SCRIPT = [
  'set -eu',
  'mkdir -p /out/bin',
  'for name in printf env; do cp /bin/busybox "/out/bin/$name"; done',
  `printf '%s\\0' "$@" ${NAMES.map((name) => `"$${name}"`).join(' ')} > /out/record`,
  '',
].join('\n');

export function probeStage(alpine: Upstream): BuildStage {
  return BuildStage.of('probe', {
    base: BaseImage.alpine(alpine.tag, { digest: alpine.digest }),
    files: [ImageFile.text('/src/probe.sh', SCRIPT, { mode: '0755' })],
    environment: named('HOSTILE_', HOSTILE_LINES),
    workingDirectory: '/src',
    commands: [['/bin/sh', 'probe.sh', ...HOSTILE_TEXTS]],
  });
}

export const PROBE_FILES: readonly ImageFile[] = [
  ImageFile.fromStage(PRINT_ARGUMENTS, 'probe', { source: '/out/bin/printf', mode: '0755' }),
  ImageFile.fromStage(PRINT_ENVIRONMENT, 'probe', { source: '/out/bin/env', mode: '0755' }),
  ImageFile.fromStage(STAGE_RECORD, 'probe', { source: '/out/record', mode: '0400', userId: 65532, groupId: 65532 }),
];
