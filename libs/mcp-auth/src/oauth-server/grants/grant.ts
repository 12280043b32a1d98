import type { Client } from '../model/client.js';
import type { TokenRequest } from '../requests/token.request.js';
import type { IssuedTokens } from '../tokens/issued-tokens.js';

/** One way to get tokens (RFC 6749 §1.3). */
export abstract class Grant {
  abstract readonly grantType: string;

  /** Whether a client can register itself for it, or only its operator can. */
  abstract readonly registrableBy: 'clients' | 'operator';

  /**
   * Judges, signs, spends, in this order: what is refused, or fails on the way, has cost the client nothing.
   * @param client authenticated, and registered for this grant
   * @throws OAuthError
   */
  abstract redeem(request: TokenRequest, client: Client): Promise<IssuedTokens>;
}
