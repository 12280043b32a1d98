import { once } from 'node:events';
import { createServer, request as sendRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface BearerProxy {
  readonly port: number;
  url(path: string): string;
  stop(): Promise<void>;
}

/**
 * A reverse proxy on the loopback address that adds a bearer token and leaves everything else alone: method, target,
 * header order and case (Host and Origin too), bytes of both bodies. Streams in both directions; when one side goes
 * away, so does the other. For clients that cannot send a token themselves.
 */
export async function startBearerProxy({
  targetPort,
  token,
}: {
  targetPort: number;
  token: string;
}): Promise<BearerProxy> {
  const server = createServer((request, response) => forward(request, response, { targetPort, token }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: (path) => `http://127.0.0.1:${port}${path}`,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

type Target = { targetPort: number; token: string };

function forward(request: IncomingMessage, response: ServerResponse, { targetPort, token }: Target): void {
  const upstream = sendRequest({
    agent: false,
    host: '127.0.0.1',
    port: targetPort,
    method: request.method,
    path: request.url,
    // As a flat list, Node sends the headers as they are and adds none.
    headers: withBearer(request.rawHeaders, token),
  });
  upstream.on('response', (answer) => relay(answer, response));
  upstream.on('error', (error) => refuse(response, error));
  response.on('close', () => upstream.destroy());
  request.on('error', () => upstream.destroy());
  request.pipe(upstream);
}

function withBearer(rawHeaders: string[], token: string): string[] {
  const kept: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2);
    if (name.toLowerCase() !== 'authorization') {
      kept.push(name, value);
    }
  }
  return [...kept, 'Authorization', `Bearer ${token}`];
}

function relay(answer: IncomingMessage, response: ServerResponse): void {
  response.sendDate = false;
  response.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.rawHeaders);
  // An event stream may have nothing to say for long; its client still waits for the headers.
  response.flushHeaders();
  answer.on('error', () => response.destroy());
  answer.pipe(response);
}

function refuse(response: ServerResponse, error: Error): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(502, { 'content-type': 'text/plain' }).end(`The target did not answer: ${error.message}`);
}
