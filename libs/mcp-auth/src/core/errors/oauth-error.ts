import type { ReasonDetails } from '../verification.js';
import { oauthRefusalOf, type OAuthReason } from './oauth-reasons.js';

/**
 * A refusal of the authorization server. It has two faces: the client gets code, status and text of the reason, the log and the
 * audit trail get the reason itself and its details, which never hold a credential.
 */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';

  constructor(
    readonly reason: OAuthReason,
    readonly details: ReasonDetails = {},
    options?: ErrorOptions,
  ) {
    super(oauthRefusalOf(reason).text, options);
  }
}
