import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { Outbound } from '../../libs/mcp-auth/src/core/outbound.js';
import type { Behaviour } from './json-server.js';
import { outboundWith } from './outbound.js';
import { selfSigned } from './self-signed.js';

/** A host that publishes documents of clients over TLS, and that only services to which it is shown can find. */
export interface ClientHost {
  /** `https://client.test:<port>`. */
  readonly origin: string;
  readonly port: number;
  /** How many connections were opened to it. */
  readonly connections: () => number;
  /** What it was asked, in the order of arrival. */
  readonly requests: { readonly path: string; readonly headers: Readonly<Record<string, unknown>> }[];
  respond(behaviour: Behaviour): void;
  /** Lets the service find it, as if it were on the public internet. */
  showTo(app: INestApplication): void;
  stop(): void;
}

export async function startClientHost(): Promise<ClientHost> {
  const identity = await selfSigned('client.test');
  let behaviour: Behaviour = (_, response) => void response.writeHead(404).end();
  let connections = 0;
  const requests: { path: string; headers: Readonly<Record<string, unknown>> }[] = [];
  const server = createServer(identity, (request, response) => {
    requests.push({ path: request.url ?? '', headers: request.headers });
    behaviour(request, response);
  });
  server.on('connection', () => void (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const exception = {
    host: `client.test:${port}`,
    address: { address: '127.0.0.1', family: 4 },
    ca: identity.cert,
  };
  return {
    origin: `https://client.test:${port}`,
    port,
    connections: () => connections,
    requests,
    respond: (next) => void (behaviour = next),
    showTo: (app) => {
      Object.assign(app.get(Outbound, { strict: false }), { public: outboundWith({}, exception).public });
    },
    stop: () => server.close().closeAllConnections(),
  };
}
