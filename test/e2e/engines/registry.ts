import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import type { Moto } from './moto';
import { Daemon } from './process';
import type { Sandbox } from './sandbox';
import type { Tools } from './tools';

export interface EcrPush {
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string;
  readonly time: string;
}

/** For example `('ecr:PutImage', 'arn:aws:ecr:eu-west-1:123456789012:repository/golden/debian')`. */
export type Authorizer = (action: string, resourceArn: string) => boolean;

/** The data plane (test/e2e/tools/ecr-registry), and what it asks of the test process. */
export class Registry {
  private readonly taken: EcrPush[] = [];
  private authorizer: Authorizer | undefined;
  private daemon: Daemon | undefined;
  private readonly control: Server;

  static async start(box: Sandbox, dir: string, moto: Moto, tools: Tools): Promise<Registry> {
    const registry = new Registry();
    const control = await registry.listen();
    const daemon = new Daemon('ecr-registry', path.join(dir, 'registry.log'), path.join(tools.bin, 'ecr-registry'), [
      `--listen=${box.address}:443`,
      `--cert=${path.join(box.dir, 'world.crt')}`,
      `--key=${path.join(box.dir, 'world.key')}`,
      `--data=${path.join(dir, 'registry')}`,
      `--ecr-host=${box.registryHost}`,
      `--ecr-password=${await moto.ecrPassword()}`,
      `--ecr-arn=arn:aws:ecr:${box.region}:${box.account}:repository/`,
      `--moto=${moto.url}`,
      `--control=${control}`,
      `--tools=${tools.mirror}`,
      `--tools-host=${box.toolsHost}`,
      `--public-hosts=${box.publicHosts.join(',')}`,
    ], {});
    registry.daemon = daemon;
    await daemon.untilUp(async () => (await fetch('https://registry-1.docker.io/v2/')).ok);
    return registry;
  }

  private constructor() {
    this.control = createServer((request, response) => {
      this.answer(request).then(
        (answer) => response.end(JSON.stringify(answer)),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
  }

  authorize(as: Authorizer | undefined): void {
    this.authorizer = as;
  }

  pushes(): EcrPush[] {
    return [...this.taken];
  }

  async stop(): Promise<void> {
    await this.daemon?.stop();
    this.control.closeAllConnections();
    this.control.close();
  }

  private async listen(): Promise<string> {
    this.control.listen(0, '127.0.0.1');
    await once(this.control, 'listening');
    return `http://127.0.0.1:${(this.control.address() as AddressInfo).port}`;
  }

  private async answer(request: IncomingMessage): Promise<object> {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    if (request.url === '/pushed') {
      this.taken.push(JSON.parse(text) as EcrPush);
      return {};
    }
    const { action, resource } = JSON.parse(text) as { action: string; resource: string };
    return { allowed: this.authorizer?.(action, resource) ?? true };
  }
}
