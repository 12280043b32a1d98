import { TokenVerifier } from '../../core/token-verifier.js';
import type { Verification } from '../../core/verification.js';

/** Verifies a token once for all who bring it at the same moment. */
export class SingleFlightVerifier extends TokenVerifier {
  private readonly pending = new Map<string, Promise<Verification>>();

  constructor(private readonly verifier: TokenVerifier) {
    super();
  }

  verify(token: string): Promise<Verification> {
    const known = this.pending.get(token);
    if (known !== undefined) return known;
    const verification = this.verifier.verify(token).finally(() => this.pending.delete(token));
    this.pending.set(token, verification);
    return verification;
  }
}
