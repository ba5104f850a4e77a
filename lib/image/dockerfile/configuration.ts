import { ImageVariant } from '../../core/image-variant';
import { Instruction, Label } from '../../dockerfile/instruction';
import { BASE_DIGEST_LABEL, BASE_NAME_LABEL, imageLabels, lineageLabels } from '../image-labels';
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

/** The lineage first. */
function labels(spec: ImageSpec, variant: ImageVariant): Instruction[] {
  const own: readonly Label[] = [...lineageLabels(spec), ...imageLabels(spec, variant)];
  if (!isResolvedAtBuild(spec.base)) return [{ kind: 'label', labels: own }];
  const name = `${BASE}_NAME`;
  const digest = `${BASE}_DIGEST`;
  return [
    { kind: 'arg', name },
    { kind: 'arg', name: digest },
    { kind: 'label', labels: [{ name: BASE_NAME_LABEL, fromArg: name }, { name: BASE_DIGEST_LABEL, fromArg: digest }, ...own] },
  ];
}
