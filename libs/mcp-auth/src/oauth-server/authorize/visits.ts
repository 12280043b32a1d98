import { Inject, Injectable } from '@nestjs/common';
import { OAuthError } from '../../core/errors/oauth-error.js';
import { pageUrl } from '../model/page-paths.js';
import { readAuthorizationRequest, type SentAuthorizationRequest } from '../requests/authorization.request.js';
import { Parameters } from '../requests/parameters.js';
import { CodeSettings } from './code.settings.js';
import { Interactions } from './interactions.js';
import { SentRequests, type ReadRequest } from './sent-requests.js';
import type { BrowserContext, Visit } from './visit.js';

/** A visit, and what the client sent. */
export interface VisitWithRequest {
  readonly visit: Visit;
  readonly sent: SentAuthorizationRequest;
}

/** Lets browsers come with authorization requests, and come back to them. */
@Injectable()
export class Visits {
  constructor(
    @Inject(Interactions) private readonly interactions: Interactions,
    @Inject(SentRequests) private readonly sentRequests: SentRequests,
    @Inject(CodeSettings) private readonly settings: CodeSettings,
  ) {}

  first(read: ReadRequest, context: BrowserContext): VisitWithRequest {
    const interactionId = this.interactions.newId();
    const startedAtMs = this.interactions.nowMs();
    const claim = once(() => this.sentRequests.spend(read));
    return {
      sent: read.sent,
      visit: { context, interactionId, startedAtMs, returnUrl: this.returnUrl(interactionId), claim },
    };
  }

  /** Keeps the request of a first visit, whose browser is sent to a page. From now on it is this one's, and nobody else's. */
  async keep({ text }: ReadRequest, visit: Visit): Promise<void> {
    const { context, interactionId, startedAtMs } = visit;
    if (context.browserSecret === undefined) throw new OAuthError('browser_unknown');
    await visit.claim();
    await this.interactions.begin(interactionId, context.browserSecret, text, startedAtMs);
  }

  /** @throws OAuthError, to be told to the person alone */
  async continued(interactionId: string, context: BrowserContext): Promise<VisitWithRequest> {
    const interaction = await this.interactions.find(interactionId, context.browserSecret);
    const { startedAtMs, parameters } = interaction;
    const claim = once(() => this.interactions.finish(interaction));
    const sent = readAuthorizationRequest(Parameters.parse(parameters));
    return { sent, visit: { context, interactionId, startedAtMs, returnUrl: this.returnUrl(interactionId), claim } };
  }

  private returnUrl(interaction: string): string {
    return pageUrl(this.settings.issuer, 'continuation', { interaction });
  }
}

/** One visit claims once, however many of its steps want it claimed. */
function once(claim: () => Promise<void>): () => Promise<void> {
  let claimed: Promise<void> | undefined;
  return () => (claimed ??= claim());
}
