import { Inject, Injectable } from '@nestjs/common';
import { OAuthError } from '../../core/errors/oauth-error.js';
import { ServedResources } from '../../core/served-resources.js';
import type { HttpReply } from '../../http/http-reply.js';
import { AuthorizationOutcomes } from '../authorize/authorization-outcomes.js';
import { OwnParts } from '../login/own-parts.js';
import { Users } from '../login/users.js';
import { Parameters } from '../requests/parameters.js';
import { consentView } from './consent-view.js';
import type { EndpointRequest } from './oauth-endpoint.js';
import { OutcomeReplies } from './outcome-replies.js';
import { Pages } from './pages.js';
import { PageEndpoint } from './page.endpoint.js';

/** The consent page. */
@Injectable()
export class ConsentEndpoint extends PageEndpoint {
  constructor(
    @Inject(Pages) pages: Pages,
    @Inject(AuthorizationOutcomes) private readonly outcomes: AuthorizationOutcomes,
    @Inject(OutcomeReplies) private readonly replies: OutcomeReplies,
    @Inject(Users) private readonly users: Users,
    @Inject(OwnParts) private readonly ownParts: OwnParts,
    @Inject(ServedResources) private readonly resources: ServedResources,
  ) {
    super(pages);
  }

  answer(request: EndpointRequest): Promise<HttpReply> {
    return request.raw.method === 'POST' ? this.decide(request) : this.ask(request);
  }

  private async ask(request: EndpointRequest): Promise<HttpReply> {
    const query = Parameters.parse(request.query);
    query.refuseRepeated(query.names);
    const interaction = query.required('interaction');
    const secret = this.pages.browserSecretOf(request);
    const context = { request: request.raw, browserSecret: secret, origin: request.origin };
    const outcome = await this.outcomes.question(interaction, context);
    if (outcome.outcome !== 'question') return this.replies.of(outcome, request);
    if (secret === undefined) throw new OAuthError('browser_unknown');
    const { question } = outcome;
    const user = await this.users.find(question.subject);
    const isOurs = await this.ownParts.serves('login');
    const view = consentView(question, this.resources.list(), {
      action: this.pages.url('consent'),
      csrf: this.pages.csrf({ form: 'consent', about: interaction }, { secret }, request),
      person: user?.name ?? question.subject,
      switchUrl: isOurs ? this.pages.url('login', { interaction }) : undefined,
    });
    return this.pages.show('consent', view, request);
  }

  private async decide(request: EndpointRequest): Promise<HttpReply> {
    const fields = this.pages.fields(request, ['scope']);
    const interaction = fields.first('interaction');
    if (interaction === undefined) throw new OAuthError('form_incomplete', { field: 'interaction' });
    const browser = this.pages.check({ form: 'consent', about: interaction }, fields, request);
    const context = { request: request.raw, browserSecret: browser.secret, origin: request.origin };
    const scopes = fields.all('scope');
    const [decided, person] = [fields.first('decision'), fields.first('person')];
    if (person === undefined) throw new OAuthError('form_incomplete', { field: 'person' });
    if (decided !== 'approve' && decided !== 'deny') throw new OAuthError('form_incomplete', { field: 'decision' });
    const decision =
      decided === 'approve'
        ? ({ decision: 'approved', scopes, person } as const)
        : ({ decision: 'denied', person } as const);
    return this.replies.of(await this.outcomes.decide(interaction, decision, context), request);
  }

  protected override againUrl({ body }: EndpointRequest): string {
    return this.pages.url('consent', { interaction: Parameters.parse(body).first('interaction') });
  }
}
