import path from 'node:path';

import { freePort } from './ports';
import { Daemon } from './process';
import type { Sandbox } from './sandbox';

export interface ScanResult {
  /** An ECR scan status: COMPLETE, IN_PROGRESS, FAILED, UNSUPPORTED_IMAGE, … */
  readonly status: string;
  /** Number of findings for each severity (CRITICAL, HIGH, …), or that of the findings that are given; null is no counts. */
  readonly severityCounts?: Record<string, number> | null;
  /** Findings of basic scanning, as the ECR API has them; by default as many as are counted. */
  readonly findings?: readonly object[];
  /** Findings of enhanced scanning, as the ECR API has them. */
  readonly enhancedFindings?: readonly object[];
  /** When the scan was completed, ISO 8601; by default now. */
  readonly completedAt?: string;
  /** How many findings an answer has; by default what the API says. */
  readonly pageSize?: number;
}

/** The control plane: moto with the patches of test/e2e/moto. */
export class Moto {
  static async start(box: Sandbox, dir: string): Promise<Moto> {
    const port = await freePort();
    const daemon = new Daemon('moto', path.join(dir, 'moto.log'), 'python3', [path.join(box.root, 'test/e2e/moto/server.py'), String(port)], {
      env: { ...process.env, AWS_REGION: box.region, PYTHONDONTWRITEBYTECODE: '1' },
      cwd: dir,
    });
    const moto = new Moto(`http://127.0.0.1:${port}`, box.region, daemon);
    await daemon.untilUp(async () => (await fetch(`${moto.url}/moto-api/`)).ok);
    return moto;
  }

  private constructor(
    readonly url: string,
    private readonly region: string,
    private readonly daemon: Daemon,
  ) {}

  /** The password that `aws ecr get-login-password` prints. */
  async ecrPassword(): Promise<string> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: {
        // moto reads the service and the region from it and checks no signature.
        Authorization: `AWS4-HMAC-SHA256 Credential=testing/20250101/${this.region}/ecr/aws4_request, SignedHeaders=host, Signature=none`,
        'Content-Type': 'application/x-amz-json-1.1',
        'X-Amz-Target': 'AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken',
      },
      body: '{}',
    });
    const answer = (await response.json()) as { authorizationData: [{ authorizationToken: string }] };
    const [, password] = Buffer.from(answer.authorizationData[0].authorizationToken, 'base64').toString().split(':');
    if (password === undefined) throw new Error(`no password in ${JSON.stringify(answer)}`);
    return password;
  }

  setScan(repository: string, digest: string, result: ScanResult | 'not-found'): Promise<void> {
    return this.post('/e2e/ecr/scan', JSON.stringify({ repository, digest, result }));
  }

  /** From now on every call needs credentials that moto gave out and a policy that allows it. */
  enforceIam(on: boolean): Promise<void> {
    // The number of calls that are let through first.
    return this.post('/moto-api/reset-auth', on ? '0' : 'inf');
  }

  stop(): Promise<void> {
    return this.daemon.stop();
  }

  private async post(endpoint: string, body: string): Promise<void> {
    const response = await fetch(this.url + endpoint, { method: 'POST', body });
    if (!response.ok) throw new Error(`${endpoint} answered ${response.status}: ${await response.text()}`);
  }
}
