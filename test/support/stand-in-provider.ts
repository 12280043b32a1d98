import { FakeIssuer, FrozenClock } from 'nestjs-mcp-auth/testing';
import type { AuthValue } from 'nestjs-mcp-auth';
import type { AuthContext } from '../../libs/mcp-auth/src/composition/auth-kind.js';
import type { OutboundAnswer, OutboundRequest } from '../../libs/mcp-auth/src/core/outbound.js';
import { FetchError } from '../../libs/mcp-auth/src/outbound/fetch-error.js';
import { outboundThatAnswers } from './outbound.js';
import { verifierPorts } from './verifier-ports.js';

/** What a page of a provider answers. */
export interface StandInAnswer {
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
export type StandInPage = (request: OutboundRequest) => StandInAnswer;

/** Pages of providers by their full URL, their query included; every other URL is a page that does not exist. */
export type StandInPages = Readonly<Record<string, StandInPage | StandInAnswer>>;

export const resource = 'https://api.example.com/mcp';
export const inProduction: AuthContext = { resource, production: true, optionPath: 'auth', insecureHosts: [] };

/** A way out that ends at these pages, and what was asked there. */
export function waysTo(pages: StandInPages) {
  const asked: { readonly url: string; readonly request: OutboundRequest }[] = [];
  const answer = (url: string, request: OutboundRequest): Promise<OutboundAnswer> => {
    asked.push({ url, request });
    const page = pages[url] ?? { status: 404, json: {} };
    const {
      status = 200,
      json,
      text = JSON.stringify(json),
      headers,
    } = typeof page === 'function' ? page(request) : page;
    return Promise.resolve({ status, text, headers: new Headers(headers) });
  };
  return { asked, outbound: outboundThatAnswers(answer) };
}

/** A provider that nobody can reach. */
export const noWay = outboundThatAnswers((url) => Promise.reject(new FetchError('unreachable', url)));

/** The verifier of an `auth:` value, with a provider that is made of pages. */
export function standInVerifier(value: AuthValue, pages: StandInPages | 'down') {
  const read = value.kind.resolve(value.options, inProduction);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { asked, outbound } = pages === 'down' ? { asked: [], outbound: noWay } : waysTo(pages);
  const clock = new FrozenClock(Date.now());
  const verifier = value.kind.createVerifier?.(read.settings, verifierPorts(clock, { outbound }));
  if (verifier === undefined) throw new Error('This kind has no verifier');
  return { verifier, asked, clock, settings: read.settings };
}

/** The key set of an issuer as a page. */
export async function signingIssuer(issuer: string, algorithm = 'RS256') {
  const fake = await FakeIssuer.create(issuer, algorithm);
  return { fake, keys: { json: fake.jwks } };
}
