import { createPublicKey } from 'node:crypto';
import { JwksClient } from 'jwks-rsa';
import { z } from 'zod';
import type { Ask } from '../core/outbound.js';
import { fetchJson, type DocumentLimits } from '../outbound/json-document.js';
import { bindKey, type VerificationKey } from './verification-key.js';

const jwksDocument = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });

/** More keys than any issuer has; the rest is not made ready. */
const maxKeys = 100;
const limits: DocumentLimits = { timeoutMs: 5_000, maxBytes: 512 * 1024 };

/**
 * Downloads a JSON Web Key Set (RFC 7517 §5) and makes its keys ready. `jwks-rsa` reads the set, our guarded fetch
 * brings it, and its own caches stay off, because `RemoteKeySet` above knows more about outages. Keys that cannot be used
 * are skipped.
 * @param ask by the rules of the URL's class
 */
export async function downloadKeys(jwksUri: string, ask: Ask): Promise<readonly VerificationKey[]> {
  const fetcher = (uri: string) => fetchKeys(uri, ask);
  const client = new JwksClient({ jwksUri, cache: false, rateLimit: false, fetcher });
  const signingKeys = await client.getSigningKeys();
  return signingKeys.flatMap((signingKey) => {
    const bound = bindKey(createPublicKey(signingKey.getPublicKey()), signingKey.kid, signingKey.alg);
    return bound === undefined ? [] : [bound];
  });
}

async function fetchKeys(jwksUri: string, ask: Ask): Promise<{ keys: unknown }> {
  const { keys } = jwksDocument.parse(await fetchJson(ask, jwksUri, limits));
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
