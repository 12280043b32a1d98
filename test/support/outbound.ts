import type { Ask, Outbound } from '../../libs/mcp-auth/src/core/outbound.js';
import type { OutboundSettings } from '../../libs/mcp-auth/src/options/outbound.settings.js';
import { GuardedOutbound, type HostException } from '../../libs/mcp-auth/src/outbound/guarded.outbound.js';

const defaults: OutboundSettings = { noProxyHosts: [], trustedHosts: [], insecureHosts: [] };

/** The real way out, with the settings that a service has when it says nothing. */
export function outboundWith(settings: Partial<OutboundSettings> = {}, exception?: HostException): GuardedOutbound {
  return new GuardedOutbound({ ...defaults, ...settings }, exception);
}

/** A way out on which everything is answered like this; for faults that no host has at will. */
export function outboundThatAnswers(answer: Ask): Outbound {
  return { configured: answer, public: answer, namedBy: () => answer };
}

/** A way out for those who must not take it. */
export const noOutbound = outboundThatAnswers((url) => Promise.reject(new Error(`Nothing is to be asked at ${url}`)));
