import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { selfSigned } from './self-signed.js';

/** A client on the web whose callback sends the browser on to another of its hosts. */
export interface RedirectingClient {
  /** For a browser: names, and where they lead. */
  readonly hosts: Readonly<Record<string, string>>;
  readonly redirectUri: string;
  /** Where the browser comes to in the end. */
  readonly landingUrl: string;
  /** What arrived at the callback. */
  readonly arrived: URL[];
  stop(): void;
}

export async function startRedirectingClient(): Promise<RedirectingClient> {
  const identity = await selfSigned('client.example');
  const arrived: URL[] = [];
  const landingUrl = 'https://app.client.example/welcome';
  const server = createServer(identity, ({ url = '', headers }, response) => {
    if (headers.host === 'app.client.example') {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Welcome</title><h1>Welcome</h1>');
      return;
    }
    arrived.push(new URL(url, 'https://client.example'));
    response.writeHead(302, { location: landingUrl }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    hosts: { 'client.example:443': address, 'app.client.example:443': address },
    redirectUri: 'https://client.example/cb',
    landingUrl,
    arrived,
    stop: () => server.close().closeAllConnections(),
  };
}
