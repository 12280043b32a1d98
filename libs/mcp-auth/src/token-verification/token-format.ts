import { isJsonObject } from '../core/json-object.js';

/** What a token looks like to whoever has not verified it: nothing in it is believed, only whom to ask. */
export type TokenFormat =
  { readonly format: 'jwt'; readonly issuer: string | undefined } | { readonly format: 'opaque' };

const opaque: TokenFormat = { format: 'opaque' };

/** A JWT names its issuer; every other token is opaque, also one that has two dots and means nothing by them. */
export function tokenFormatOf(token: string): TokenFormat {
  const [header = '', payload = '', signature, ...others] = token.split('.', 4);
  if (signature === undefined || others.length > 0) return opaque;
  if (typeof objectIn(header)?.['alg'] !== 'string') return opaque;
  const claims = objectIn(payload);
  if (claims === undefined) return opaque;
  const issuer = claims['iss'];
  return { format: 'jwt', issuer: typeof issuer === 'string' ? issuer : undefined };
}

function objectIn(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
