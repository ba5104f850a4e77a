import { createServer, type IncomingMessage, request as httpRequest, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { awsRequest } from '../../support/aws-request';
import type { Rights } from './codebuild-rights';
import type { World } from './world';

/**
 * An AWS endpoint in front of the emulator that refuses what the caller's policies do not allow.
 *
 * The emulator's own enforcement knows no resources but those of S3, SQS and IAM: it asks for everything else on `*`,
 * and so denies whatever a policy allows on named resources only. This one asks our evaluator, with the ARNs of the request.
 * It shows that a policy suffices for what the scripts call; it does not show that AWS reads it the same way.
 */
export interface IamGateway {
  readonly url: string;
  close(): Promise<void>;
}

export async function openIamGateway(world: World, callerArn: string, allows: Rights): Promise<IamGateway> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(`IAM gateway: ${String(error)}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => close(server) };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(request);
    const asked = awsRequest(
      { method: request.method!, url: request.url!, headers: request.headers, body: body.toString('utf8') }, world);
    if (asked === undefined) {
      throw new Error(`${request.method} ${request.url} ${String(request.headers['x-amz-target'] ?? body)} is not known here`);
    }
    // No policy can take this one away, says STS's documentation.
    const refused = asked.action === 'sts:GetCallerIdentity' ? undefined
      : asked.resources.find((resource, index) => !allows(asked.action, resource, asked.contexts?.[index]));
    if (refused === undefined) return forward(world.motoUrl, request, body, response);
    const message = `User: ${callerArn} is not authorized to perform: ${asked.action} on resource: ${refused}`
      + ` because no identity-based policy allows the ${asked.action} action`;
    deny(response, request.headers['x-amz-target'] !== undefined, message);
  }
}

function deny(response: ServerResponse, json: boolean, message: string): void {
  if (json) {
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' })
      .end(JSON.stringify({ __type: 'AccessDeniedException', message }));
    return;
  }
  const error = `<Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`;
  response.writeHead(403, { 'content-type': 'text/xml' }).end(`<ErrorResponse>${error}</ErrorResponse>`);
}

function forward(emulator: string, request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
  return new Promise((resolve, reject) => {
    const { method, headers } = request;
    const onward = httpRequest(new URL(request.url!, emulator), { method, headers }, (answered) => {
      response.writeHead(answered.statusCode!, answered.headers);
      answered.pipe(response).once('finish', resolve).once('error', reject);
    });
    onward.once('error', reject).end(body);
  });
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
}
