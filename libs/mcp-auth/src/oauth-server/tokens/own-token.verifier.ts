import { TokenVerifier } from '../../core/token-verifier.js';
import type { Verification } from '../../core/verification.js';
import { opaqueTokenPrefix } from './opaque-token-prefix.js';

/** Sends each token of this server to the verifier of its form: which one is issued may change while others still live. */
export class OwnTokenVerifier extends TokenVerifier {
  constructor(
    private readonly jwt: TokenVerifier,
    private readonly opaque: TokenVerifier,
  ) {
    super();
  }

  verify(token: string): Promise<Verification> {
    return (token.startsWith(opaqueTokenPrefix) ? this.opaque : this.jwt).verify(token);
  }
}
