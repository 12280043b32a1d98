import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../../core/audit/audit-trail.js';
import { OAuthError } from '../../core/errors/oauth-error.js';
import { ServedResources } from '../../core/served-resources.js';
import type { SentAuthorizationRequest } from '../requests/authorization.request.js';
import { AuthorizationFlow, type BrowserContext } from './authorization-flow.js';
import { judgeAuthorizationRequest } from './authorization-request.judge.js';
import { errorResponseUrl, type ResponseContext } from './authorization-response.js';
import { isUsableState } from './checks/state.check.js';
import { ClientOfRequest, type TrustedRedirect } from './client-of-request.js';
import { CodeSettings } from './code.settings.js';

/** What becomes of an authorization request. */
export type AuthorizationOutcome =
  | { readonly outcome: 'redirect'; readonly url: string }
  /** A refusal that nobody is redirected with; a click on the link brings it to the client. */
  | {
      readonly outcome: 'page';
      readonly error: OAuthError;
      readonly back: { readonly url: string; readonly clientName: string };
    };

/** Judges what was sent and takes it to its end. */
@Injectable()
export class AuthorizationOutcomes {
  constructor(
    @Inject(ClientOfRequest) private readonly clients: ClientOfRequest,
    @Inject(AuthorizationFlow) private readonly flow: AuthorizationFlow,
    @Inject(ServedResources) private readonly resources: ServedResources,
    @Inject(CodeSettings) private readonly settings: CodeSettings,
    @Inject(AuditTrail) private readonly auditTrail: AuditTrail,
  ) {}

  /** @throws OAuthError where client or redirect URI is not to be trusted, so that the person alone may be told */
  async of(sent: SentAuthorizationRequest, context: BrowserContext): Promise<AuthorizationOutcome> {
    const trusted = await this.clients.find(sent);
    try {
      const { client, redirectUri } = trusted;
      const authorization = judgeAuthorizationRequest(sent, client, redirectUri, this.resources.list());
      return { outcome: 'redirect', url: await this.flow.go(authorization, context) };
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      return this.refusal(error, sent, trusted, context);
    }
  }

  /**
   * A refusal goes to the client by the browser only where that is no way to send anybody anywhere: for somebody who is logged in, to
   * a client that the operator knows, or where the client wants no page (OAuth 2.1 §7.5.3).
   */
  private async refusal(
    error: OAuthError,
    sent: SentAuthorizationRequest,
    { client, redirectUri }: TrustedRedirect,
    context: BrowserContext,
  ): Promise<AuthorizationOutcome> {
    const { clientId, origin, presentation } = client;
    const { reason, details } = error;
    this.auditTrail.record('oauth_request_refused', {
      ...context.origin,
      endpoint: 'authorize',
      clientId,
      reason,
      details,
    });
    const url = errorResponseUrl(this.responseContext(sent, redirectUri), error);
    const isKnown = origin === 'configured' || origin === 'stored';
    const isSafe = isKnown || sent.prompt === 'none' || (await this.flow.isSomebody(context));
    return isSafe
      ? { outcome: 'redirect', url }
      : { outcome: 'page', error, back: { url, clientName: presentation.name ?? clientId } };
  }

  private responseContext({ state, repeated }: SentAuthorizationRequest, redirectUri: string): ResponseContext {
    const isReturned = state !== undefined && isUsableState(state) && !repeated.includes('state');
    return { redirectUri, state: isReturned ? state : undefined, issuer: this.settings.issuer };
  }
}
