import { Inject, Injectable } from '@nestjs/common';
import type { HttpReply } from '../../http/http-reply.js';
import type { AuthorizationOutcome } from '../authorize/authorization-outcomes.js';
import { shownName } from '../pages/shown-name.js';
import type { EndpointRequest } from './oauth-endpoint.js';
import { Pages } from './pages.js';
import { redirectReply } from './redirect-reply.js';

/** Tells browsers what became of an authorization request. */
@Injectable()
export class OutcomeReplies {
  constructor(@Inject(Pages) private readonly pages: Pages) {}

  of(outcome: AuthorizationOutcome, request: EndpointRequest, cookies: readonly string[] = []): HttpReply {
    if (outcome.outcome === 'redirect') return redirectReply(outcome.url);
    if (outcome.outcome === 'ask') return redirectReply(outcome.url, cookies);
    const { error, back } = outcome;
    const clientName = shownName(back.clientName, 'the application').text;
    return this.pages.refusal(error, request, { back: { url: back.url, clientName } });
  }
}
