import type { LookupAddress } from 'node:dns';
import { Outbound, type Ask, type OutboundAnswer, type OutboundRequest } from '../core/outbound.js';
import { listsHost } from '../options/host-lists.js';
import { safeUrlFault } from '../options/option-schemas.js';
import type { OutboundSettings } from '../options/outbound.settings.js';
import { FetchError } from './fetch-error.js';
import { loadUndici, Network, type Sender } from './network.js';
import { pinnedTo } from './pinned-address.js';
import { isPlainHttpsUrl, isPublicHttpsUrl } from './public-https-url.js';
import { publicAddresses } from './public-addresses.js';
import { sendRequest } from './send-request.js';

/** One host that a test answers for, though no public address has it. */
export interface HostException {
  /** `host:port` as in `URL.host`. */
  readonly host: string;
  /** Where it is; no name server is asked. */
  readonly address: LookupAddress;
  /** PEM of the authority that signed its certificate. */
  readonly ca: string;
}

/** Goes out by the rules of two classes of URLs. Only tests name an exception. */
export class GuardedOutbound extends Outbound {
  private readonly network: Network;
  /** For what is configured: connections are kept for the next request. */
  private readonly kept = new Map<'direct' | 'proxied', Promise<Sender>>();

  constructor(
    private readonly settings: OutboundSettings,
    private readonly exception?: HostException,
  ) {
    super();
    this.network = new Network(settings);
  }

  readonly configured: Ask = async (url, request) => {
    if (safeUrlFault(url, this.settings.insecureHosts) !== undefined) throw notAllowed(url);
    const way = this.network.goesThroughProxy(new URL(url)) ? 'proxied' : 'direct';
    return sendRequest(url, request, AbortSignal.timeout(request.timeoutMs), await this.sender(way));
  };

  readonly public: Ask = async (url, request) => {
    if (!isPlainHttpsUrl(url)) throw notAllowed(url);
    const excepted = this.exceptionFor(url);
    const deadline = AbortSignal.timeout(request.timeoutMs);
    if (excepted !== undefined || !this.network.goesThroughProxy(new URL(url))) {
      return this.askPinned(url, request, deadline, excepted);
    }
    // The proxy looks hosts up, and by its own rules forbids what is inside; what the text tells is known here.
    if (!isPublicHttpsUrl(url)) throw new FetchError('address_not_public', url);
    return sendRequest(url, request, deadline, await this.sender('proxied'));
  };

  namedBy(issuer: string, url: string): Ask {
    if (!URL.canParse(url)) return this.public;
    const named = new URL(url);
    const isTrusted = named.hostname === new URL(issuer).hostname || listsHost(this.settings.trustedHosts, named);
    return isTrusted ? this.configured : this.public;
  }

  /** Nest calls it: connections that nobody uses must not hold the process. */
  async onApplicationShutdown(): Promise<void> {
    const senders = [...this.kept.values()];
    this.kept.clear();
    await Promise.all(senders.map(async (sender) => (await sender).destroy()));
  }

  /** A connection of its own to an address that was checked. */
  private async askPinned(
    url: string,
    request: OutboundRequest,
    deadline: AbortSignal,
    excepted: HostException | undefined,
  ): Promise<OutboundAnswer> {
    const addresses = excepted ? ([excepted.address] as const) : await publicAddresses(url, deadline);
    const connect = { lookup: pinnedTo(addresses), ...(excepted && { ca: excepted.ca }) };
    const sender = this.network.direct(await loadUndici(), connect);
    try {
      return await sendRequest(url, request, deadline, sender);
    } finally {
      await sender.destroy();
    }
  }

  private exceptionFor(url: string): HostException | undefined {
    return new URL(url).host === this.exception?.host ? this.exception : undefined;
  }

  private sender(way: 'direct' | 'proxied'): Promise<Sender> {
    const known = this.kept.get(way);
    if (known !== undefined) return known;
    const made = loadUndici().then((undici) => this.network[way](undici));
    this.kept.set(way, made);
    return made;
  }
}

/** What is no such URL is not repeated: it may hold a password, or line breaks for the log. */
function notAllowed(url: string): FetchError {
  if (!URL.canParse(url)) return new FetchError('url_not_allowed', 'no URL');
  const { protocol, host } = new URL(url);
  return new FetchError('url_not_allowed', `${protocol}//${host}`);
}
