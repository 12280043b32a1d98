import { TokenVerifier } from '../../core/token-verifier.js';
import { invalid, type Verification } from '../../core/verification.js';
import type { RevocationFeed } from '../revocations/revocation-feed.js';

/** After so long it is worth to ask again. */
const retryAfterSeconds = 5;

/** Takes no token that was revoked. It is asked after whatever remembers verified tokens, so that nothing outlives a revocation. */
export class UnrevokedTokenVerifier extends TokenVerifier {
  /** @param feed asked when a token is to be verified */
  constructor(
    private readonly verifier: TokenVerifier,
    private readonly feed: () => RevocationFeed,
  ) {
    super();
  }

  async verify(token: string): Promise<Verification> {
    const verification = await this.verifier.verify(token);
    if (verification.ending !== 'principal') return verification;
    switch (this.feed().verdictOn(verification.principal.claims)) {
      case 'good':
        return verification;
      case 'revoked':
        return invalid('token_revoked');
      case 'unknown':
        return { ending: 'unavailable', reason: 'revocations_unreachable', retryAfterSeconds };
    }
  }
}
