import type { KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { nowSeconds, type Clock } from '../core/clock.js';
import type { Randomness } from '../core/randomness.js';
import type { EndpointAuthentication } from './endpoint-authentication.js';

/** A private key, and with which algorithm and under which name it signs. */
export interface ClientKey {
  readonly key: KeyObject;
  readonly algorithm: string;
  readonly keyId: string | undefined;
}

/** An assertion is for one request; a minute is enough for clocks that differ. */
const lifetimeSeconds = 60;
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * `private_key_jwt` (RFC 7523 §2.2, OpenID Connect Core §9): each request gets an assertion of its own.
 * @param audience the issuer, which is what an assertion is for
 */
export function privateKeyJwt(
  clientId: string,
  audience: string,
  { key, algorithm, keyId }: ClientKey,
  { clock, randomness }: { readonly clock: Clock; readonly randomness: Randomness },
): EndpointAuthentication {
  const header = { alg: algorithm, ...(keyId !== undefined && { kid: keyId }) };
  return async () => {
    const now = nowSeconds(clock);
    const assertion = await new SignJWT({ iss: clientId, sub: clientId, aud: audience, jti: randomness.identifier() })
      .setProtectedHeader(header)
      .setIssuedAt(now)
      .setExpirationTime(now + lifetimeSeconds)
      .sign(key);
    const fields = { client_id: clientId, client_assertion_type: assertionType, client_assertion: assertion };
    return { headers: {}, fields };
  };
}
