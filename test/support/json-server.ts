import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A small HTTP server whose behaviour a test may change while it runs. */
export interface JsonServer {
  readonly url: string;
  /** How often it was asked. */
  readonly requests: () => number;
  respond(behaviour: Behaviour): void;
  stop(): Promise<void>;
}

export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

/** Answers every request with this document. */
export const json =
  (document: unknown): Behaviour =>
  (_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(document));
  };

export async function startJsonServer(first: Behaviour): Promise<JsonServer> {
  let behaviour = first;
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    behaviour(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => requests,
    respond: (next) => void (behaviour = next),
    stop: () => close(server),
  };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
