import { createPublicKey } from 'node:crypto';
import { JwksClient } from 'jwks-rsa';
import { z } from 'zod';
import { fetchJson } from '../outbound/guarded-fetch.js';
import type { FetchJson, FetchLimits } from '../outbound/request-json.js';
import { bindKey, type VerificationKey } from './verification-key.js';

const jwksDocument = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });

/** More keys than any issuer has; the rest is not made ready. */
const maxKeys = 100;
const limits: FetchLimits = { timeoutMs: 5_000, maxBytes: 512 * 1024 };

/**
 * Downloads a JSON Web Key Set (RFC 7517 §5) and makes its keys ready. `jwks-rsa` reads the set, our guarded fetch
 * brings it, and its own caches stay off, because `RemoteKeySet` above knows more about outages. Keys that cannot be used
 * are skipped.
 * @param fetch by the rules of the URL's class: what an operator configured, unless said otherwise
 */
export async function downloadKeys(jwksUri: string, fetch: FetchJson = fetchJson): Promise<readonly VerificationKey[]> {
  const fetcher = (uri: string) => fetchKeys(uri, fetch);
  const client = new JwksClient({ jwksUri, cache: false, rateLimit: false, fetcher });
  const signingKeys = await client.getSigningKeys();
  return signingKeys.flatMap((signingKey) => {
    const bound = bindKey(createPublicKey(signingKey.getPublicKey()), signingKey.kid, signingKey.alg);
    return bound === undefined ? [] : [bound];
  });
}

async function fetchKeys(jwksUri: string, fetch: FetchJson): Promise<{ keys: unknown }> {
  const { keys } = jwksDocument.parse(await fetch(jwksUri, limits));
  return { keys: keys.filter(isCandidate).slice(0, maxKeys) };
}

/** Whether it may be a public key for signatures; others must not use up the number of keys. */
function isCandidate(jwk: Readonly<Record<string, unknown>>): boolean {
  const { kty, d, k } = jwk;
  const isPublic = d === undefined && k === undefined;
  return isPublic && isForVerifying(jwk) && typeof kty === 'string' && ['RSA', 'EC', 'OKP'].includes(kty);
}

/** What the issuer says that the key is for (RFC 7517 §4.2, §4.3); one about which it says nothing is for everything. */
function isForVerifying({ use = 'sig', key_ops: operations = ['verify'] }: Readonly<Record<string, unknown>>): boolean {
  return use === 'sig' && Array.isArray(operations) && operations.includes('verify');
}
