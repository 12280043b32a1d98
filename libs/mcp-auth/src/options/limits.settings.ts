import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import type { Resolution } from '../core/resolution.js';
import type { OptionTable } from './option-row.js';
import { textOption } from './option-schemas.js';
import { readOptions } from './read-options.js';

/** How much of the endpoint one caller may have. 0 is no limit. */
export interface LimitsOptions {
  /** Requests of one client, by issuer and client id. Default: 0. */
  readonly perClientPerMinute?: number;
  /** Requests of one person, by issuer and subject. Default: 0. */
  readonly perPersonPerMinute?: number;
  /** Requests of one address, counted before their token is looked at. Default: 0. */
  readonly perAddressPerMinute?: number;
  /** Calls of one person that run at the same time. Default: 256. */
  readonly concurrentPerPerson?: number;
  /** Addresses and networks of proxies whose `X-Forwarded-For` is believed. Default: none, so that the header says nothing. */
  readonly trustedProxies?: readonly string[];
  /** Injection token of a `ThrottlerStorage` of the application, for example one on Redis. Default: the memory of this process. */
  readonly storage?: LimitsStorageToken;
}

/** What Nest knows a provider by. */
export type LimitsStorageToken = string | symbol | (abstract new (...dependencies: never[]) => object);

export type LimitsSettings = Required<Omit<LimitsOptions, 'storage'>> & {
  readonly storage?: LimitsStorageToken | undefined;
};
export const LimitsSettings = Symbol('LimitsSettings');

const perMinute = z.int().nonnegative().default(0);

/** The rows of the `limits` option. */
export const limitsTable = {
  prefix: 'MCP_AUTH_LIMITS',
  rows: {
    perClientPerMinute: { schema: perMinute, doc: 'Requests of one client, by issuer and client id; 0 is no limit.' },
    perPersonPerMinute: { schema: perMinute, doc: 'Requests of one person, by issuer and subject; 0 is no limit.' },
    perAddressPerMinute: {
      schema: perMinute,
      doc: 'Requests of one address (IPv6: of one /64), counted before their token is looked at; 0 is no limit.',
    },
    concurrentPerPerson: {
      schema: z.int().nonnegative().default(256),
      doc: 'Calls of one person that run at the same time; each may hold a body of `maxBodyBytes`. 0 is no limit.',
    },
    trustedProxies: {
      schema: z.array(textOption(proxyFault)).default([]),
      doc: 'Addresses and networks (`10.0.0.0/8`) of proxies whose `X-Forwarded-For` is believed. None: the header says nothing.',
    },
    storage: {
      schema: z
        .custom<LimitsStorageToken>(
          (value) => ['string', 'symbol', 'function'].includes(typeof value),
          'must be the injection token of a ThrottlerStorage',
        )
        .optional(),
      doc: 'Injection token of a `ThrottlerStorage` of the application, such as one on Redis. Unset: the memory of this process.',
    },
  },
} as const satisfies OptionTable;

/** Reads the `limits` option. */
export function resolveLimits(raw: unknown): Resolution<LimitsSettings> {
  return readOptions(limitsTable, raw ?? {}, 'limits');
}

/** A fault here would otherwise be one of every request. */
function proxyFault(text: string): string | undefined {
  // `010.0.0.1` and `10` are addresses to some parsers, and not the ones that they look like.
  const isAddress = ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
  const isNetwork = ipaddr.IPv4.isValidCIDRFourPartDecimal(text) || ipaddr.IPv6.isValidCIDR(text);
  if (!isAddress && !isNetwork) return `"${text}" is no address and no network such as "10.0.0.0/8"`;
  return text.endsWith('/0') ? `"${text}" is everybody, and anybody could say any address` : undefined;
}
