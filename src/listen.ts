import { createServer, type Server } from 'node:http';
import type { INestApplication } from '@nestjs/common';
import type { DemoOptions } from './demo-options.js';

/** Listens where the options say; on loopback by default, on IPv4 and, where it exists, on IPv6. */
export async function listen(app: INestApplication, { port, host }: DemoOptions): Promise<void> {
  await app.listen(port, host ?? '127.0.0.1');
  if (host === undefined) await listenOnIpv6Loopback(app.getHttpServer(), port);
}

/** `localhost` may mean either address; a second server hands its requests to the first one. */
function listenOnIpv6Loopback(main: Server, port: number): Promise<void> {
  const second = createServer((request, response) => main.emit('request', request, response));
  main.once('close', () => {
    second.close();
    second.closeAllConnections();
  });
  return new Promise((resolve, reject) => {
    second.once('error', (error: NodeJS.ErrnoException) => {
      // A machine without IPv6 is fine; a port that somebody else has there is not, since localhost may mean it.
      if (error.code === 'EADDRINUSE') reject(error);
      else resolve();
    });
    second.listen(port, '::1', () => resolve());
  });
}
