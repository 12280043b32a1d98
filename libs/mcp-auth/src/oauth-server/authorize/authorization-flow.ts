import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../../core/audit/audit-trail.js';
import { OAuthError } from '../../core/errors/oauth-error.js';
import { digestOf } from '../../core/secret-digest.js';
import { ConsentMemory } from '../consent/consent-memory.js';
import { ConsentPrompt, type ConsentQuestion } from '../consent/consent-prompt.js';
import { Login, type LoginVerdict } from '../login/login.js';
import type { AuthorizationRequest } from '../model/authorization-request.js';
import { codeResponseUrl } from './authorization-response.js';
import { CodeSettings } from './code.settings.js';
import { CodeIssuer } from './issue-code.js';
import { loggedInSinceMs } from './login-freshness.js';
import type { BrowserContext, Visit } from './visit.js';

type KnownUser = Extract<LoginVerdict, { who: 'user' }>;

/** Where the browser goes now. */
export type FlowStep =
  /** To the client, with its code. */
  | { readonly step: 'granted'; readonly url: string }
  /** To a page, where a person is asked. */
  | { readonly step: 'ask'; readonly url: string };

/** What a person decided. */
export type Decision =
  { readonly decision: 'approved'; readonly scopes: readonly string[] } | { readonly decision: 'denied' };

/** What a person decided on a page. */
export type PageDecision = Decision & {
  /** Who was asked what, as `questionKeyOf` calls it: somebody else may be logged in meanwhile, or the client be another one. */
  readonly person: string;
};

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
  async isSomebody({ request }: BrowserContext, returnUrl: string): Promise<boolean> {
    const question = { request, returnUrl, loggedInSinceMs: undefined, loginHint: undefined };
    return (await this.login.identify(question)).who === 'user';
  }

  /** @throws OAuthError, to be told to the client */
  async go(authorization: AuthorizationRequest, visit: Visit): Promise<FlowStep> {
    const found = await this.question(authorization, visit);
    if ('step' in found) return found;
    const { user, question } = found;
    if (question === undefined) return this.grant(authorization, user, authorization.scopes, visit);
    if (authorization.prompts.includes('none')) throw new OAuthError('consent_required');
    const answer = await this.prompt.ask(question);
    if (answer.answer === 'elsewhere') return { step: 'ask', url: answer.pageUrl };
    const decision =
      answer.answer === 'denied' ? ({ decision: 'denied' } as const) : { decision: 'approved' as const, ...answer };
    return this.end(authorization, user, decision, visit);
  }

  /** Goes on with what a person decided on a page. @throws OAuthError, to be told to the client */
  async decide(authorization: AuthorizationRequest, decision: PageDecision, visit: Visit): Promise<FlowStep> {
    const found = await this.question(authorization, visit);
    if ('step' in found) return found;
    if (questionKeyOf(found.user.subject, authorization) !== decision.person) throw new OAuthError('person_changed');
    return this.end(authorization, found.user, decision, visit);
  }

  /** Who sits there, and what they have to be asked; nothing where they agreed before. @throws OAuthError, to be told to the client */
  async question(
    authorization: AuthorizationRequest,
    visit: Visit,
  ): Promise<FlowStep | { readonly user: KnownUser; readonly question: ConsentQuestion | undefined }> {
    const { request } = visit.context;
    const { interactionId, returnUrl } = visit;
    const { loginHint, prompts } = authorization;
    const since = loggedInSinceMs(authorization, visit.startedAtMs);
    const user = await this.login.identify({ request, interactionId, returnUrl, loggedInSinceMs: since, loginHint });
    if (user.who === 'nobody') {
      if (prompts.includes('none') || user.loginUrl === undefined) throw new OAuthError('login_required');
      return { step: 'ask', url: user.loginUrl };
    }
    const need = await this.memory.need(authorization, user.subject);
    const { subject } = user;
    return {
      user,
      question: need === 'nothing' ? undefined : { request, authorization, subject, need, interactionId, returnUrl },
    };
  }

  private async end(
    authorization: AuthorizationRequest,
    user: KnownUser,
    decision: Decision,
    visit: Visit,
  ): Promise<FlowStep> {
    const { subject } = user;
    if (decision.decision === 'denied') {
      // Only the answer that counts is remembered: of two clicks at the same moment one has lost.
      await visit.claim();
      await this.memory.remember(authorization, subject, []);
      throw new OAuthError('consent_denied', { subject });
    }
    // Never more than was asked for, whatever a page sends; and what is always needed cannot be taken out.
    const agreed = [...decision.scopes, ...this.memory.alwaysNeeded(authorization)];
    const approved = authorization.scopes.filter((scope) => agreed.includes(scope));
    const step = await this.grant(authorization, user, approved, visit);
    await this.memory.remember(authorization, subject, approved);
    return step;
  }

  private async grant(
    authorization: AuthorizationRequest,
    { subject, authenticatedAtMs }: KnownUser,
    scopes: readonly string[],
    visit: Visit,
  ): Promise<FlowStep> {
    const { code, grantId } = await this.codes.issue(authorization, { subject, authenticatedAtMs, scopes });
    // The code is worth nothing before it leaves the house, and it leaves with one visit alone.
    await visit.claim();
    const { clientId } = authorization.client;
    const { origin } = visit.context;
    this.auditTrail.record('authorization_granted', { ...origin, clientId, subject, grantId, scopes });
    return { step: 'granted', url: codeResponseUrl({ ...authorization, issuer: this.settings.issuer }, code) };
  }
}

/** What the form of a page calls the person and all that they were shown: where the code goes, to whom, and for what. */
export function questionKeyOf(
  subject: string,
  {
    client,
    redirectUri,
    resources,
    scopes,
  }: Pick<AuthorizationRequest, 'client' | 'redirectUri' | 'resources' | 'scopes'>,
): string {
  const { clientId, origin, presentation } = client;
  return digestOf(JSON.stringify([subject, clientId, origin, presentation.name, redirectUri, resources, scopes]));
}
