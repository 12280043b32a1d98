import { TokenVerifier } from '../../core/token-verifier.js';
import { invalid, type Verification } from '../../core/verification.js';
import { principalFromClaims } from '../../token-verification/claims/principal-from-claims.js';
import { StoreError } from '../repositories/store-error.js';
import type { OwnAccessTokens } from './own-access-tokens.js';

/** After so long it is worth to ask again. */
const retryAfterSeconds = 5;

/** Verifies opaque access tokens of this server for one resource, by looking them up. */
export class OpaqueTokenVerifier extends TokenVerifier {
  constructor(
    private readonly tokens: () => OwnAccessTokens,
    private readonly audiences: readonly string[],
  ) {
    super();
  }

  async verify(token: string): Promise<Verification> {
    try {
      const found = await this.tokens().find(token);
      if (found === undefined) return invalid('token_unknown');
      const principal = principalFromClaims(found.claims);
      const isForUs = principal.audience.some((one) => this.audiences.includes(one));
      return isForUs ? { ending: 'principal', principal } : invalid('audience_not_accepted');
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      return { ending: 'unavailable', reason: 'token_store_unreachable', retryAfterSeconds };
    }
  }
}
