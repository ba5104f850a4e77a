import { checkInteger, checkPresent } from '../core/check';
import { BY_RULE, checkShape, Shape } from '../core/shape';
import { checkCommand } from './command';

/** When a container is asked how it is. */
export interface HealthcheckOptions {
  /** The program that is run in the container, and its arguments; no shell reads it. Exit code 0 is healthy. */
  readonly command: string[];
  /**
   * Time between two checks, in seconds, 1 to 86400.
   *
   * @default 30
   */
  readonly intervalSeconds?: number;
  /**
   * Time after which a check has failed, in seconds, 1 to 86400.
   *
   * @default 5
   */
  readonly timeoutSeconds?: number;
  /**
   * Time in which failures of a container that starts do not count, in seconds, 0 to 86400.
   *
   * @default 0
   */
  readonly startPeriodSeconds?: number;
  /**
   * Failures in a row after which a container is unhealthy, 1 to 100.
   *
   * @default 3
   */
  readonly retries?: number;
}

const SHAPE: Shape<HealthcheckOptions> = {
  command: BY_RULE,
  intervalSeconds: BY_RULE,
  timeoutSeconds: BY_RULE,
  startPeriodSeconds: BY_RULE,
  retries: BY_RULE,
};

function seconds(noun: string, min: number): Parameters<typeof checkInteger>[0] {
  return { code: 'InvalidHealthcheck', noun: `${noun} in seconds`, min, max: 86_400, remedy: 'leave it out for the default' };
}

const RETRIES = { code: 'InvalidHealthcheck', noun: 'number of retries', min: 1, max: 100, remedy: 'leave it out for 3' } as const;

/**
 * How Docker and ECS find out that a container is healthy. Kubernetes has probes of its own and does not read it, and
 * neither does the OCI image format have it.
 *
 * @example
 * Healthcheck.command({ command: ['/usr/local/bin/app', 'health'], intervalSeconds: 10 });
 */
export class Healthcheck {
  /**
   * By a command. A number out of its range is the error `InvalidHealthcheck`, an empty command `InvalidCommand`.
   *
   * @param options the command, and when it is run
   */
  public static command(options: HealthcheckOptions): Healthcheck {
    const where = 'Healthcheck.command';
    checkShape(SHAPE, options, 'options', where);
    return new Healthcheck(
      checkCommand(checkPresent(options?.command, 'command', where), where),
      checkInteger(seconds('interval', 1), options.intervalSeconds ?? 30, where),
      checkInteger(seconds('timeout', 1), options.timeoutSeconds ?? 5, where),
      checkInteger(seconds('start period', 0), options.startPeriodSeconds ?? 0, where),
      checkInteger(RETRIES, options.retries ?? 3, where),
    );
  }

  private constructor(
    /** @internal */
    public readonly _command: readonly string[],
    /** Time between two checks, in seconds. */
    public readonly intervalSeconds: number,
    /** Time after which a check has failed, in seconds. */
    public readonly timeoutSeconds: number,
    /** Time in which failures of a container that starts do not count, in seconds. */
    public readonly startPeriodSeconds: number,
    /** Failures in a row after which a container is unhealthy. */
    public readonly retries: number,
  ) {}
}
