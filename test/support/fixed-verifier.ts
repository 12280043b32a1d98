import { TokenVerifier } from '../../libs/mcp-auth/src/core/token-verifier.js';
import type { Verification } from '../../libs/mcp-auth/src/core/verification.js';

/** Says the same of every token. */
export class FixedVerifier extends TokenVerifier {
  constructor(private readonly verification: Verification) {
    super();
  }

  verify(): Promise<Verification> {
    return Promise.resolve(this.verification);
  }
}
