import { Inject, Injectable } from '@nestjs/common';
import type { HttpReply } from '../../http/http-reply.js';
import { AuthorizationOutcomes } from '../authorize/authorization-outcomes.js';
import { Parameters } from '../requests/parameters.js';
import type { EndpointRequest } from './oauth-endpoint.js';
import { OutcomeReplies } from './outcome-replies.js';
import { Pages } from './pages.js';
import { PageEndpoint } from './page.endpoint.js';

/** Where a browser comes back to, after it was sent to a page in the middle of an authorization request. */
@Injectable()
export class ContinuationEndpoint extends PageEndpoint {
  constructor(
    @Inject(Pages) pages: Pages,
    @Inject(AuthorizationOutcomes) private readonly outcomes: AuthorizationOutcomes,
    @Inject(OutcomeReplies) private readonly replies: OutcomeReplies,
  ) {
    super(pages);
  }

  async answer(request: EndpointRequest): Promise<HttpReply> {
    const { raw, query, origin } = request;
    const parameters = Parameters.parse(query);
    parameters.refuseRepeated(['interaction']);
    const browserSecret = this.pages.browserSecretOf(request);
    const id = parameters.required('interaction');
    return this.replies.of(await this.outcomes.continue(id, { request: raw, browserSecret, origin }), request);
  }
}
