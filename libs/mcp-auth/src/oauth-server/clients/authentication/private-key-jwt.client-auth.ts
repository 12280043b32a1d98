import { Inject, Injectable } from '@nestjs/common';
import { decodeProtectedHeader, jwtVerify, type JWTPayload } from 'jose';
import { SharedClock } from '../../../core/clock.js';
import { OAuthError } from '../../../core/errors/oauth-error.js';
import { digestOf } from '../../../core/secret-digest.js';
import type { VerificationKey } from '../../../identity-provider/verification-key.js';
import type { Client } from '../../model/client.js';
import { Store } from '../../repositories/store.js';
import type { ClientCredentials } from '../../requests/client-credentials.js';
import { ClientKeySets } from '../client-key-sets.js';
import { ClientSettings } from '../client.settings.js';
import { ClientAuthentication } from './client-auth.js';

/** What clients sign with; nothing that needs a shared secret, and never `none` (RFC 8725 §3.1). */
export const assertionAlgorithms = ['ES256', 'ES384', 'ES512', 'RS256', 'PS256', 'EdDSA'] as const;

const clockToleranceSeconds = 30;
/** An assertion is made for one request; one that lives longer could be kept for a worse moment. */
const maxLifetimeSeconds = 600;

/** A JWT that the client signs with its private key (RFC 7523 §2.2, §3; RFC 7523bis: the audience is the issuer). */
@Injectable()
export class PrivateKeyJwtAuthentication extends ClientAuthentication {
  readonly method = 'private_key_jwt';
  readonly by = 'assertion';

  constructor(
    @Inject(ClientSettings) private readonly settings: ClientSettings,
    @Inject(ClientKeySets) private readonly keySets: ClientKeySets,
    @Inject(Store) private readonly store: Store,
    @Inject(SharedClock) private readonly clock: SharedClock,
  ) {
    super();
  }

  async authenticate(client: Client, credentials: ClientCredentials): Promise<void> {
    if (credentials.by !== 'assertion') return;
    const { clientId } = client;
    const keys = await this.keysOf(client, credentials.assertion);
    const { jti = '', exp = 0 } = await this.verify(credentials.assertion, keys, clientId);
    // The store decides whose use is the first: between looking and noting there would be room for a second one.
    const digest = digestOf(JSON.stringify([clientId, jti]));
    const isFirst = await this.store.assertionUses.useOnce(digest, (exp + clockToleranceSeconds) * 1000);
    if (!isFirst) throw new OAuthError('client_assertion_replayed', { clientId });
  }

  private async keysOf(client: Client, assertion: string): Promise<readonly VerificationKey[]> {
    const lookup = await this.keySets.find(client, keyIdOf(assertion), assertion);
    if (lookup.found === 'keys') return lookup.keys;
    const cause = lookup.found === 'unavailable' ? lookup.cause : 'unknown key';
    const reason = lookup.found === 'unavailable' ? 'client_keys_unreachable' : 'client_assertion_refused';
    throw new OAuthError(reason, { clientId: client.clientId, cause });
  }

  private async verify(assertion: string, keys: readonly VerificationKey[], clientId: string): Promise<JWTPayload> {
    const causes: string[] = [];
    for (const { key, algorithms } of keys) {
      try {
        const { payload } = await jwtVerify(assertion, key, this.rulesFor(clientId, algorithms));
        return this.bounded(payload, clientId);
      } catch (error) {
        if (error instanceof OAuthError) throw error;
        causes.push(error instanceof Error && 'code' in error ? String(error.code) : 'unknown fault');
      }
    }
    throw refused(clientId, causes.join(' '));
  }

  private rulesFor(clientId: string, algorithms: readonly string[]) {
    const { issuer } = this.settings;
    return {
      issuer: clientId,
      subject: clientId,
      audience: [issuer, `${issuer}/`],
      algorithms: assertionAlgorithms.filter((name) => algorithms.includes(name)),
      requiredClaims: ['exp', 'jti'],
      clockTolerance: clockToleranceSeconds,
      currentDate: new Date(this.clock.nowMs()),
    };
  }

  /** One audience: an assertion that is also for somebody else could be used there (OpenID disclosure of January 2025). */
  private bounded(payload: JWTPayload, clientId: string): JWTPayload {
    const { aud, exp = 0, jti } = payload;
    if (Array.isArray(aud) && aud.length > 1) throw refused(clientId, 'several audiences');
    if (typeof jti !== 'string' || jti === '' || jti.length > 512) throw refused(clientId, 'jti');
    const latest = this.clock.nowMs() / 1000 + maxLifetimeSeconds + clockToleranceSeconds;
    if (exp > latest) throw refused(clientId, 'lives too long');
    return payload;
  }
}

function keyIdOf(assertion: string): string | undefined {
  try {
    return decodeProtectedHeader(assertion).kid;
  } catch {
    return undefined;
  }
}

function refused(clientId: string, cause: string): OAuthError {
  return new OAuthError('client_assertion_refused', { clientId, cause });
}
