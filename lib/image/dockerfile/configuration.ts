import { ImageVariant } from '../../core/image-variant';
import { Instruction, Label } from '../../dockerfile/instruction';
import { imageLabels } from '../image-labels';
import { ImageSpec } from '../image-spec';
import { BASE, isResolvedAtBuild } from './build-argument';
import { Step, step } from './step';

/** What an image says of itself and how its containers start: no bytes, and what changes with every version. */
export function configuration(spec: ImageSpec, variant: ImageVariant): Step {
  const { user, workingDirectory, ports, volumes, environment, stopSignal, healthcheck, entrypoint, command } = spec;
  const { facts } = spec.base;
  const instructions: (Instruction | false)[] = [
    { kind: 'comment', text: 'How containers start, and what changes with every version.' },
    environment.length > 0 && { kind: 'env', variables: environment },
    // The builder makes the folder as the user of the moment; it is root's everywhere.
    workingDirectory !== undefined && !facts.hasShell && !facts.runsAsRoot && { kind: 'user', user: '0:0' },
    workingDirectory !== undefined && { kind: 'workdir', path: workingDirectory },
    ports.length > 0 && { kind: 'expose', ports },
    volumes.length > 0 && { kind: 'volume', paths: volumes },
    stopSignal !== undefined && { kind: 'stopsignal', signal: stopSignal },
    healthcheck !== undefined && {
      kind: 'healthcheck',
      command: healthcheck._command,
      options: [
        { name: 'interval', value: `${healthcheck.intervalSeconds}s` },
        { name: 'timeout', value: `${healthcheck.timeoutSeconds}s` },
        { name: 'start-period', value: `${healthcheck.startPeriodSeconds}s` },
        { name: 'retries', value: String(healthcheck.retries) },
      ],
    },
    entrypoint !== undefined && { kind: 'entrypoint', command: entrypoint },
    command !== undefined && { kind: 'cmd', command },
    ...labels(spec, variant),
    { kind: 'user', user: `${user.userId}:${user.userId}` },
  ];
  return step(...instructions.filter((instruction) => instruction !== false));
}

/** The lineage first, under the names that the field's policy engines read. */
function labels(spec: ImageSpec, variant: ImageVariant): Instruction[] {
  const { base } = spec;
  const name = 'org.opencontainers.image.base.name';
  const digest = 'org.opencontainers.image.base.digest';
  const own: readonly Label[] = imageLabels(spec, variant);
  if (base.kind === 'scratch') return [{ kind: 'label', labels: own }];
  if (base.kind === 'upstream' && !isResolvedAtBuild(base)) {
    return [{ kind: 'label', labels: [{ name, value: `${base.name}:${base.tag}` }, { name: digest, value: base.digest! }, ...own] }];
  }
  return [
    { kind: 'arg', name: `${BASE}_NAME` },
    { kind: 'arg', name: `${BASE}_DIGEST` },
    { kind: 'label', labels: [{ name, fromArg: `${BASE}_NAME` }, { name: digest, fromArg: `${BASE}_DIGEST` }, ...own] },
  ];
}
