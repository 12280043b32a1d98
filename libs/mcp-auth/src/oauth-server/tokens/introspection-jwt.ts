import { Inject, Injectable } from '@nestjs/common';
import { nowSeconds, SharedClock } from '../../core/clock.js';
import { Signer } from '../signing-keys/signer.js';
import { signedJwt } from './signed-jwt.js';
import type { Introspection } from './token-introspection.js';
import { TokenSettings } from './token.settings.js';

const type = 'token-introspection+jwt';

/** The media type of signed answers (RFC 9701 §5). */
export const introspectionJwtType = `application/${type}`;

/** Signs answers of introspection, for callers that have to show them to others. */
@Injectable()
export class IntrospectionJwt {
  constructor(
    @Inject(TokenSettings) private readonly settings: TokenSettings,
    @Inject(Signer) private readonly signer: Signer,
    @Inject(SharedClock) private readonly clock: SharedClock,
  ) {}

  /** Whether a request wants a signed answer, and may have it. */
  isWanted(accept = ''): boolean {
    return this.settings.introspectionJwt === 'on' && accept.includes(introspectionJwtType);
  }

  sign(introspection: Introspection, callerId: string): Promise<string> {
    const { issuer: iss } = this.settings;
    const claims = { iss, aud: callerId, iat: nowSeconds(this.clock), token_introspection: introspection };
    return signedJwt(this.signer, type, claims);
  }
}
