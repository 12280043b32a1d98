import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A client on this computer that waits for its code (RFC 8252 §7.3). */
export interface CodeListener {
  readonly redirectUri: string;
  /** What browsers have brought, in the order of arrival. */
  readonly arrived: URLSearchParams[];
  stop(): void;
}

export async function listenForCode(): Promise<CodeListener> {
  const arrived: URLSearchParams[] = [];
  const server = createServer(({ url = '' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
    if (pathname === '/cb') arrived.push(searchParams);
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Back</title><h1>You can close this page</h1>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { redirectUri: `http://127.0.0.1:${port}/cb`, arrived, stop: () => server.close().closeAllConnections() };
}
