import { rootCertificates } from 'node:tls';
import type { Agent, buildConnector, Dispatcher, ProxyAgent } from 'undici';
import { isLoopback } from '../core/resource-identifier.js';
import { listsHost } from '../options/host-lists.js';
import type { OutboundSettings } from '../options/outbound.settings.js';

type Undici = typeof import('undici');

/** How a connection is opened beyond what the settings say. */
export type ConnectOptions = buildConnector.BuildOptions;

/** Whoever is asked slowly must not hold every socket of the process. */
const maxConnectionsPerOrigin = 128;
/** Below the five seconds after which many servers close a connection that is not used. */
const keepAliveMs = 4_000;

/**
 * undici makes itself the dispatcher of the process's own `fetch`, unless there is one already. The application's requests are
 * none of ours, so Node's dispatcher comes first; it is made when one of its classes is asked for.
 */
export function loadUndici(): Promise<Undici> {
  Reflect.get(globalThis, 'Response');
  return import('undici');
}

/** Opens connections the way the `outbound` option says. */
export class Network {
  constructor(private readonly settings: Pick<OutboundSettings, 'proxyUrl' | 'noProxyHosts' | 'caBundle'>) {}

  /** Whether a URL is asked by way of the proxy, which then looks its host up. */
  goesThroughProxy(url: URL): boolean {
    const { proxyUrl, noProxyHosts } = this.settings;
    return proxyUrl !== undefined && !isLoopback(url) && !listsHost(noProxyHosts, url);
  }

  /** Connections straight to hosts. */
  direct({ Agent: UndiciAgent }: Undici, connect: ConnectOptions = {}): Agent {
    return new UndiciAgent({
      connect: { ...this.trust(), ...connect },
      connections: maxConnectionsPerOrigin,
      keepAliveTimeout: keepAliveMs,
      keepAliveMaxTimeout: keepAliveMs,
    });
  }

  /** Connections through the proxy, which sees no content: it is asked for a tunnel. */
  proxied({ ProxyAgent: UndiciProxyAgent }: Undici): ProxyAgent {
    const { proxyUrl = '' } = this.settings;
    const { username, password, origin } = new URL(proxyUrl);
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return new UndiciProxyAgent({
      uri: origin,
      ...(username !== '' && { token: `Basic ${Buffer.from(credentials).toString('base64')}` }),
      requestTls: this.trust(),
      proxyTls: this.trust(),
      connections: maxConnectionsPerOrigin,
      keepAliveTimeout: keepAliveMs,
      proxyTunnel: true,
    });
  }

  private trust(): ConnectOptions {
    const { caBundle } = this.settings;
    return caBundle === undefined ? {} : { ca: [...rootCertificates, caBundle] };
  }
}

/** What sends requests, of either sort. */
export type Sender = Dispatcher & { destroy(): Promise<void> };
