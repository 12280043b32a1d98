import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

const requests = new WeakMap<object, IncomingMessage>();
const servers = new WeakSet<object>();

interface UpgradingServer {
  listenerCount(event: 'upgrade'): number;
  prependListener(event: 'upgrade', listener: (request: IncomingMessage, socket: Duplex) => void): unknown;
}

/** The request that opened a socket, where the HTTP server of an application of ours saw it. */
export function upgradeRequestOf(socket: unknown): IncomingMessage | undefined {
  return typeof socket === 'object' && socket !== null ? requests.get(socket) : undefined;
}

/** Remembers which request opened a socket: native WebSocket clients do not tell. */
@Injectable()
export class UpgradeRequests implements OnApplicationBootstrap {
  constructor(@Inject(HttpAdapterHost) private readonly host: HttpAdapterHost) {}

  onApplicationBootstrap(): void {
    const server: unknown = this.host.httpAdapter?.getHttpServer();
    // Nobody else listening: Node would stop to answer requests that merely offer an upgrade, such as `Upgrade: h2c`.
    if (!isUpgradingServer(server) || server.listenerCount('upgrade') === 0 || servers.has(server)) return;
    servers.add(server);
    server.prependListener('upgrade', (request, socket) => void requests.set(socket, request));
  }
}

function isUpgradingServer(server: unknown): server is UpgradingServer {
  return typeof server === 'object' && server !== null && 'listenerCount' in server && 'prependListener' in server;
}
