/** What goes wrong in the registry process: which requests it hits, and how. */
export interface RegistryFault {
  /** Default: the private registry. */
  readonly host?: string;
  /** Regular expression for the whole method; default: any. */
  readonly method?: string;
  /** Regular expression for a part of the path, such as `^/v2/golden/debian/manifests/`. */
  readonly path: string;
  /** So many requests are let through first; default: none. */
  readonly skip?: number;
  /** So many are hit then; default: all. */
  readonly times?: number;
  /** Answered instead of what there is; with 429, when to come again. */
  readonly status?: number;
  readonly retryAfter?: number;
  /** Before the request is served. */
  readonly delaySeconds?: number;
  /** Bytes of the request's or the answer's body, after which the connection ends without an answer. */
  readonly cutAfter?: number;
}

/** What goes wrong in AWS, for everybody but the administrator. */
export interface AwsFault {
  /** For example `ssm:PutParameter`. */
  readonly action: string;
  readonly skip?: number;
  readonly times?: number;
  /** The error's code; default: the call is served. */
  readonly code?: string;
  /** HTTP's; default: 400. */
  readonly status?: number;
  readonly delaySeconds?: number;
}

/** A fault, until it is lifted. */
export interface ActiveFault {
  hits(): Promise<number>;
  /** Answers how many requests it hit. */
  lift(): Promise<number>;
}

export interface Traffic {
  /** Bytes in the bodies of requests, and in those of answers. */
  readonly pushed: number;
  readonly pulled: number;
  readonly requests: number;
}

/** Since the world was started. */
export interface Counters {
  /** Calls by action (`ecr:PutImage`): those of builds' roles, and those of the administrator, who is the test. */
  readonly aws: { readonly roles: Readonly<Record<string, number>>; readonly administrator: Readonly<Record<string, number>> };
  /** By host, then by repository; what has none, such as a tool's download, is under ''. */
  readonly registries: Readonly<Record<string, Readonly<Record<string, Traffic>>>>;
}

/** Tells the registry process and moto what is to go wrong. */
export class Faults {
  private readonly registry: string;

  constructor(private readonly registryHost: string, private readonly moto: string) {
    this.registry = `https://${registryHost}/e2e`;
  }

  async set(fault: RegistryFault | AwsFault): Promise<ActiveFault> {
    return 'action' in fault ? this.#setInAws(fault) : this.#setInRegistry(fault);
  }

  async counters(): Promise<Counters> {
    const [aws, registries] = await Promise.all([
      ask<Counters['aws']>(`${this.moto}/e2e/counters`, 'POST', {}),
      ask<Counters['registries']>(`${this.registry}/counters`, 'GET'),
    ]);
    return { aws, registries };
  }

  async #setInAws(fault: AwsFault): Promise<ActiveFault> {
    const { id } = await ask<{ id: number }>(`${this.moto}/e2e/faults/add`, 'POST', fault);
    return {
      hits: async () => (await ask<{ hits: number }>(`${this.moto}/e2e/faults/hits`, 'POST', { id })).hits,
      lift: async () => (await ask<{ hits: number }>(`${this.moto}/e2e/faults/lift`, 'POST', { id })).hits,
    };
  }

  async #setInRegistry(fault: RegistryFault): Promise<ActiveFault> {
    const { id } = await ask<{ id: number }>(`${this.registry}/faults`, 'POST', { host: this.registryHost, method: '.*', ...fault });
    return {
      hits: async () => (await ask<{ hits: number }>(`${this.registry}/faults?id=${id}`, 'GET')).hits,
      lift: async () => (await ask<{ hits: number }>(`${this.registry}/faults?id=${id}`, 'DELETE')).hits,
    };
  }
}

async function ask<T>(url: string, method: string, question?: object): Promise<T> {
  const response = await fetch(url, { method, ...(question === undefined ? {} : { body: JSON.stringify(question) }) });
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}
