import { RegistryError } from './registry-error';

export interface TransportOptions {
  /** For one request with its answer. */
  readonly timeoutMilliseconds: number;
  /** Resolves after a time, in milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Tells people of a wait. */
  readonly note: (text: string) => void;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

const ATTEMPTS = 4;
/** Longer than this a registry is not waited for: whoever runs the command can do that better. */
const LONGEST_WAIT = 60_000;
/** No manifest is larger than 4 MiB; a bill of materials may be. */
const MAX_BYTES = 64 * 1024 * 1024;
const RETRIED_STATUS = [429, 500, 502, 503, 504];
/** A connection that broke may hold the next time; one that is refused, or has a wrong certificate, will not. */
const RETRIED_CODES = ['ECONNRESET', 'EPIPE', 'EAI_AGAIN', 'UND_ERR_SOCKET'];

/** HTTP with a registry: a time limit, and a few more attempts where they may help. */
export class Transport {
  public constructor(private readonly options: TransportOptions) {}

  public async send(url: string, init: RequestInit): Promise<Answer> {
    const { host } = new URL(url);
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.once(url, init, host);
      const pause = attempt < ATTEMPTS ? pauseAfter(outcome, attempt) : undefined;
      if (pause === undefined || pause > LONGEST_WAIT) return settle(outcome, host);
      this.options.note(`${host}: ${outcome instanceof Broken ? outcome.code : `HTTP ${outcome.status}`}, next attempt in ${Math.ceil(pause / 1000)} s`);
      await this.options.wait(pause);
    }
  }

  private async once(url: string, init: RequestInit, host: string): Promise<Answer | Broken> {
    const { timeoutMilliseconds } = this.options;
    try {
      const response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMilliseconds) });
      return { status: response.status, headers: response.headers, body: await bodyOf(response, host) };
    } catch (error) {
      if (error instanceof RegistryError) throw error;
      const { name, message, cause } = error as Error & { readonly cause?: { readonly code?: string; readonly message?: string } };
      if (name === 'TimeoutError' || cause?.code === 'UND_ERR_CONNECT_TIMEOUT') {
        throw new RegistryError('slow', `${host} did not answer within ${timeoutMilliseconds / 1000} s`, 'try again, or give it more time with --timeout SECONDS');
      }
      return new Broken(cause?.code ?? 'no answer', cause?.message ?? message);
    }
  }
}

/** A request without an answer. */
class Broken {
  public constructor(
    public readonly code: string,
    public readonly message: string,
  ) {}
}

async function bodyOf(response: Response, host: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += (chunk as Uint8Array).length;
    if (size > MAX_BYTES) throw new RegistryError('invalid', `${host} answers with more than ${MAX_BYTES} bytes`, 'look at what lies in this repository: nothing that is asked for is that large');
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks);
}

/** How long to wait before the next attempt, in milliseconds; undefined where none would help. */
function pauseAfter(outcome: Answer | Broken, attempt: number): number | undefined {
  if (outcome instanceof Broken) return RETRIED_CODES.includes(outcome.code) ? backoff(attempt) : undefined;
  return RETRIED_STATUS.includes(outcome.status) ? (retryAfter(outcome) ?? backoff(attempt)) : undefined;
}

function backoff(attempt: number): number {
  return 1000 * 2 ** (attempt - 1);
}

/** RFC 9110, 10.2.3: seconds, or a date. */
function retryAfter({ headers }: Answer): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : Math.max(0, time - Date.now());
}

function settle(outcome: Answer | Broken, host: string): Answer {
  if (outcome instanceof Broken) {
    throw new RegistryError('unreachable', `${host} cannot be reached: ${outcome.code} (${outcome.message})`, 'look whether the host is right and up, and whether a proxy, a VPN or a certificate is in the way');
  }
  if (outcome.status === 429) {
    const seconds = retryAfter(outcome);
    const asked = seconds === undefined ? '' : `, and asks to wait ${Math.ceil(seconds / 1000)} s`;
    throw new RegistryError('rate-limited', `${host} answers that there were too many requests${asked}`, 'wait, log in (`docker login`: more requests are allowed then), or pull from a mirror (pullFrom)');
  }
  if (outcome.status >= 500) throw new RegistryError('failed', `${host} answers with HTTP ${outcome.status}`, 'try again later: the registry has a failure of its own');
  return outcome;
}
