import type { ImageDeclaration } from '../../../lib/image/declaration';
import type { ImageConfig } from '../engines/buildah';
import type { Upstream } from '../engines/world';

const SECOND = 1_000_000_000;

/** The configuration that a declaration says, and no more; the environment apart. */
export function expectedConfig(declaration: ImageDeclaration, upstream: Upstream | undefined): ImageConfig {
  const { healthcheck: check, labels, ports, volumes, workingDirectory, stopSignal, entrypoint, command } = declaration;
  return {
    User: '65532:65532',
    WorkingDir: workingDirectory,
    ExposedPorts: Object.fromEntries(ports!.map((port) => [port.includes('/') ? port : `${port}/tcp`, {}])),
    Volumes: Object.fromEntries(volumes!.map((volume) => [volume, {}])),
    Labels: {
      ...(upstream && { 'org.opencontainers.image.base.name': `${upstream.name}:${upstream.tag}`, 'org.opencontainers.image.base.digest': upstream.digest }),
      'org.opencontainers.image.title': declaration.name,
      'org.opencontainers.image.version': declaration.version,
      'io.github.cdktf-golden-image.owner': declaration.owner,
      'io.github.cdktf-golden-image.rationale': declaration.rationale,
      'io.github.cdktf-golden-image.variant': 'runtime',
      ...labels,
    },
    Healthcheck: {
      Test: ['CMD', ...check!._command],
      Interval: check!.intervalSeconds * SECOND,
      Timeout: check!.timeoutSeconds * SECOND,
      StartPeriod: check!.startPeriodSeconds * SECOND,
      Retries: check!.retries,
    },
    StopSignal: stopSignal,
    Entrypoint: entrypoint,
    Cmd: command,
  };
}

/** The environment that a declaration says. */
export function expectedEnvironment({ environment, locale, timeZone }: ImageDeclaration): Record<string, string> {
  return { ...environment, ...(locale !== undefined && { LANG: locale }), ...(timeZone !== undefined && { TZ: timeZone }) };
}

/** `NAME=value` lines by name. */
export function variables(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

/** `0640` as `ls -l` writes it, behind the letter of the type. */
export function symbolic(mode: string): string {
  const [sticky, ...digits] = [...mode].map(Number);
  const text = digits.map((digit) => ['---', '--x', '-w-', '-wx', 'r--', 'r-x', 'rw-', 'rwx'][digit]).join('');
  if (sticky === 0) return text;
  return `${text.slice(0, -1)}${text.endsWith('x') ? 't' : 'T'}`;
}
