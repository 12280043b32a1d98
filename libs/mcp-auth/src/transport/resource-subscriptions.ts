import { Inject, Injectable } from '@nestjs/common';
import {
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
  type McpServer,
  type Server,
} from '@modelcontextprotocol/server';
import { ComponentRegistry } from './component-registry.js';
import { normalUri } from './normal-uri.js';

/** Subscriptions of one session, so that nobody can fill the memory. */
const maxPerSession = 1_000;

/**
 * Which session wants to hear of which resource: `resources/subscribe` of the session-era revisions. Whether it may is judged as a
 * call of the resource. The streams of 2026-07-28 say it themselves.
 */
@Injectable()
export class ResourceSubscriptions {
  private readonly uris = new WeakMap<Server, Set<string>>();

  constructor(@Inject(ComponentRegistry) private readonly registry: ComponentRegistry) {}

  /** Puts the two methods on a server that is not connected yet, where there is something to subscribe to. */
  offer({ server }: McpServer): void {
    if (!this.registry.components.some(({ kind }) => kind === 'resource')) return;
    server.registerCapabilities({ resources: { subscribe: true } });
    const uris = new Set<string>();
    this.uris.set(server, uris);
    server.setRequestHandler('resources/subscribe', ({ params: { uri } }) => {
      if (this.registry.find('resource', uri) === undefined) throw new ResourceNotFoundError(uri);
      if (uris.size >= maxPerSession) {
        throw new ProtocolError(ProtocolErrorCode.InvalidRequest, 'Too many subscriptions of one session');
      }
      uris.add(normalUri(uri));
      return {};
    });
    server.setRequestHandler('resources/unsubscribe', ({ params: { uri } }) => {
      uris.delete(normalUri(uri));
      return {};
    });
  }

  has(server: Server, uri: string): boolean {
    return this.uris.get(server)?.has(uri) === true;
  }
}
