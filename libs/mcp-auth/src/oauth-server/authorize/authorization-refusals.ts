import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../../core/audit/audit-trail.js';
import type { OAuthError } from '../../core/errors/oauth-error.js';
import type { OAuthReason } from '../../core/errors/oauth-reasons.js';
import type { SentAuthorizationRequest } from '../requests/authorization.request.js';
import { AuthorizationFlow } from './authorization-flow.js';
import { errorResponseUrl, type ResponseContext } from './authorization-response.js';
import { isUsableState } from './checks/state.check.js';
import type { TrustedRedirect } from './client-of-request.js';
import { CodeSettings } from './code.settings.js';
import type { Visit } from './visit.js';

/** What becomes of a refusal whose client and redirect URI are trusted. */
export type RefusalOutcome =
  /** @property reason absent where the client gets a code */
  | { readonly outcome: 'redirect'; readonly url: string; readonly reason?: OAuthReason }
  /** Nobody is redirected with it; a click on the link brings it to the client. */
  | {
      readonly outcome: 'page';
      readonly error: OAuthError;
      readonly back: { readonly url: string; readonly clientName: string };
    };

/** Tells refusals: to the client, or to the person first. */
@Injectable()
export class AuthorizationRefusals {
  constructor(
    @Inject(AuthorizationFlow) private readonly flow: AuthorizationFlow,
    @Inject(CodeSettings) private readonly settings: CodeSettings,
    @Inject(AuditTrail) private readonly auditTrail: AuditTrail,
  ) {}

  /**
   * A refusal goes to the client by the browser only where that is no way to send anybody anywhere: for somebody who is logged in, to
   * a client that the operator knows, or where the client wants no page (OAuth 2.1 §7.5.3).
   */
  async of(
    error: OAuthError,
    sent: SentAuthorizationRequest,
    { client, redirectUri }: TrustedRedirect,
    visit: Visit,
  ): Promise<RefusalOutcome> {
    const { clientId, origin, presentation } = client;
    const { reason, details } = error;
    const event = { ...visit.context.origin, endpoint: 'authorize', clientId, reason, details };
    this.auditTrail.record('oauth_request_refused', event);
    const url = errorResponseUrl(this.responseContext(sent, redirectUri), error);
    const isKnown = origin === 'configured' || origin === 'stored';
    const isSafe = isKnown || sent.prompt === 'none' || (await this.flow.isSomebody(visit.context, visit.returnUrl));
    return isSafe
      ? { outcome: 'redirect', url, reason }
      : { outcome: 'page', error, back: { url, clientName: presentation.name ?? clientId } };
  }

  private responseContext({ state, repeated }: SentAuthorizationRequest, redirectUri: string): ResponseContext {
    const isReturned = state !== undefined && isUsableState(state) && !repeated.includes('state');
    return { redirectUri, state: isReturned ? state : undefined, issuer: this.settings.issuer };
  }
}
