import { Inject, Injectable } from '@nestjs/common';
import type { HttpReply } from '../../http/http-reply.js';
import { AuthorizationOutcomes } from '../authorize/authorization-outcomes.js';
import { SentRequests } from '../authorize/sent-requests.js';
import type { EndpointRequest } from './oauth-endpoint.js';
import { OutcomeReplies } from './outcome-replies.js';
import { Pages } from './pages.js';
import { PageEndpoint } from './page.endpoint.js';

/** The authorization endpoint (OAuth 2.1 §3.1). */
@Injectable()
export class AuthorizeEndpoint extends PageEndpoint {
  constructor(
    @Inject(Pages) pages: Pages,
    @Inject(SentRequests) private readonly sentRequests: SentRequests,
    @Inject(AuthorizationOutcomes) private readonly outcomes: AuthorizationOutcomes,
    @Inject(OutcomeReplies) private readonly replies: OutcomeReplies,
  ) {
    super(pages);
  }

  async answer(request: EndpointRequest): Promise<HttpReply> {
    const { raw, query, body, origin } = request;
    const read = await this.sentRequests.read(raw.method === 'POST' ? body : query);
    const browser = this.pages.browserOf(request);
    const outcome = await this.outcomes.begin(read, { request: raw, browserSecret: browser.secret, origin });
    return this.replies.of(outcome, request, browser.cookies);
  }
}
