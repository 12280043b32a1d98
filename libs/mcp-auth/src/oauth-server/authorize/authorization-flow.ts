import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { AuditedRequest } from '../../core/audit/audit-events.js';
import { AuditTrail } from '../../core/audit/audit-trail.js';
import { OAuthError } from '../../core/errors/oauth-error.js';
import { ConsentMemory } from '../consent/consent-memory.js';
import { ConsentPrompt } from '../consent/consent-prompt.js';
import { Login, type LoginVerdict } from '../login/login.js';
import type { AuthorizationRequest } from '../model/authorization-request.js';
import { codeResponseUrl } from './authorization-response.js';
import { CodeSettings } from './code.settings.js';
import { CodeIssuer } from './issue-code.js';

/** Who asks, and where the browser comes back to. */
export interface BrowserContext {
  readonly request: IncomingMessage;
  readonly returnUrl: string;
  readonly origin: AuditedRequest;
}

type KnownUser = Extract<LoginVerdict, { who: 'user' }>;

/** Takes an authorization request that has passed its checks to its end: who is it, do they agree, here is the code. */
@Injectable()
export class AuthorizationFlow {
  constructor(
    @Inject(Login) private readonly login: Login,
    @Inject(ConsentMemory) private readonly memory: ConsentMemory,
    @Inject(ConsentPrompt) private readonly prompt: ConsentPrompt,
    @Inject(CodeIssuer) private readonly codes: CodeIssuer,
    @Inject(CodeSettings) private readonly settings: CodeSettings,
    @Inject(AuditTrail) private readonly auditTrail: AuditTrail,
  ) {}

  /** Whether somebody is logged in, so that a redirect is not one that anybody can be sent through (OAuth 2.1 §7.5.3). */
  async isSomebody({ request, returnUrl }: BrowserContext): Promise<boolean> {
    const question = { request, returnUrl, prompts: ['none'] as const, maxAgeSeconds: undefined, loginHint: undefined };
    return (await this.login.identify(question)).who === 'user';
  }

  /**
   * @returns where the browser goes now: to the client, or to a page
   * @throws OAuthError, to be told to the client
   */
  async go(authorization: AuthorizationRequest, context: BrowserContext): Promise<string> {
    const { prompts, maxAgeSeconds, loginHint } = authorization;
    const verdict = await this.login.identify({ ...context, prompts, maxAgeSeconds, loginHint });
    if (verdict.who === 'user') return this.askFor(authorization, verdict, context);
    if (prompts.includes('none') || verdict.loginUrl === undefined) throw new OAuthError('login_required');
    return verdict.loginUrl;
  }

  private async askFor(authorization: AuthorizationRequest, user: KnownUser, context: BrowserContext): Promise<string> {
    const { prompts, scopes } = authorization;
    if (await this.memory.covers(authorization, user.subject)) return this.grant(authorization, user, scopes, context);
    if (prompts.includes('none')) throw new OAuthError('consent_required');
    const answer = await this.prompt.ask({ ...context, authorization, subject: user.subject });
    switch (answer.answer) {
      case 'elsewhere':
        return answer.pageUrl;
      case 'denied':
        throw new OAuthError('consent_denied', { subject: user.subject });
      case 'approved': {
        // Never more than was asked for, whatever a page sends.
        const approved = scopes.filter((scope) => answer.scopes.includes(scope));
        await this.memory.remember(authorization, user.subject, approved);
        return this.grant(authorization, user, approved, context);
      }
    }
  }

  private async grant(
    authorization: AuthorizationRequest,
    { subject, authenticatedAtMs }: KnownUser,
    scopes: readonly string[],
    { origin }: BrowserContext,
  ): Promise<string> {
    const { code, grantId } = await this.codes.issue(authorization, { subject, authenticatedAtMs, scopes });
    const { clientId } = authorization.client;
    this.auditTrail.record('authorization_granted', { ...origin, clientId, subject, grantId, scopes });
    return codeResponseUrl({ ...authorization, issuer: this.settings.issuer }, code);
  }
}
