import { Inject, Injectable } from '@nestjs/common';
import { OAuthError } from '../../core/errors/oauth-error.js';
import { ServedResources } from '../../core/served-resources.js';
import type { ConsentQuestion } from '../consent/consent-prompt.js';
import type { AuthorizationRequest } from '../model/authorization-request.js';
import type { Client } from '../model/client.js';
import { AuthorizationFlow, type FlowStep, type PageDecision } from './authorization-flow.js';
import { AuthorizationRefusals, type RefusalOutcome } from './authorization-refusals.js';
import { judgeAuthorizationRequest } from './authorization-request.judge.js';
import { ClientOfRequest } from './client-of-request.js';
import type { ReadRequest } from './sent-requests.js';
import type { BrowserContext } from './visit.js';
import { Visits, type VisitWithRequest } from './visits.js';

/** What becomes of an authorization request. */
export type AuthorizationOutcome =
  | RefusalOutcome
  /** The browser goes to a page, and has to come back as the same browser. */
  | { readonly outcome: 'ask'; readonly url: string };

/** What a person is to be asked. */
export interface OpenQuestion {
  readonly outcome: 'question';
  readonly question: ConsentQuestion;
}

type Work<Result> = (authorization: AuthorizationRequest) => Promise<Result>;

/** Judges what was sent and takes it to its end. Each may throw an OAuthError of which the person alone may be told. */
@Injectable()
export class AuthorizationOutcomes {
  constructor(
    @Inject(ClientOfRequest) private readonly clients: ClientOfRequest,
    @Inject(AuthorizationFlow) private readonly flow: AuthorizationFlow,
    @Inject(AuthorizationRefusals) private readonly refusals: AuthorizationRefusals,
    @Inject(ServedResources) private readonly resources: ServedResources,
    @Inject(Visits) private readonly visits: Visits,
  ) {}

  /** A browser brings a request of a client. */
  async begin(read: ReadRequest, context: BrowserContext): Promise<AuthorizationOutcome> {
    const first = this.visits.first(read, context);
    const outcome = await this.judged(first, async (authorization) =>
      outcomeOf(await this.flow.go(authorization, first.visit)),
    );
    if (outcome.outcome === 'ask') await this.visits.keep(read, first.visit);
    return outcome;
  }

  /** The client that waits while somebody logs in. */
  async waiting(interactionId: string, context: BrowserContext): Promise<Client> {
    const { sent } = await this.visits.continued(interactionId, context);
    return (await this.clients.find(sent)).client;
  }

  /** A browser comes back, from wherever it was sent. */
  async continue(interactionId: string, context: BrowserContext): Promise<AuthorizationOutcome> {
    const came = await this.visits.continued(interactionId, context);
    return this.ended(
      came,
      await this.judged(came, async (authorization) => outcomeOf(await this.flow.go(authorization, came.visit))),
    );
  }

  /** A person has decided on a page. */
  async decide(interactionId: string, decision: PageDecision, context: BrowserContext): Promise<AuthorizationOutcome> {
    const came = await this.visits.continued(interactionId, context);
    const decide: Work<AuthorizationOutcome> = async (authorization) =>
      outcomeOf(await this.flow.decide(authorization, decision, came.visit));
    return this.ended(came, await this.judged(came, decide));
  }

  /** What a page has to ask; or where the browser goes instead. */
  async question(interactionId: string, context: BrowserContext): Promise<AuthorizationOutcome | OpenQuestion> {
    const came = await this.visits.continued(interactionId, context);
    return this.judged(came, async (authorization): Promise<AuthorizationOutcome | OpenQuestion> => {
      const found = await this.flow.question(authorization, came.visit);
      if ('step' in found) return outcomeOf(found);
      const { question } = found;
      return question === undefined ? { outcome: 'ask', url: came.visit.returnUrl } : { outcome: 'question', question };
    });
  }

  private async judged<Result>(
    { sent, visit }: VisitWithRequest,
    work: Work<Result>,
  ): Promise<Result | RefusalOutcome> {
    const trusted = await this.clients.find(sent);
    try {
      const { client, redirectUri } = trusted;
      return await work(judgeAuthorizationRequest(sent, client, redirectUri, this.resources.list()));
    } catch (error) {
      if (!(error instanceof OAuthError) || isOfBrowser(error)) throw error;
      return this.refusals.of(error, sent, trusted, visit);
    }
  }

  /** A refusal ends an interaction as a code does: the client gets one answer. */
  private async ended({ visit }: VisitWithRequest, outcome: AuthorizationOutcome): Promise<AuthorizationOutcome> {
    if (outcome.outcome === 'redirect' && outcome.reason !== undefined) await visit.claim();
    return outcome;
  }
}

function outcomeOf({ step, url }: FlowStep): AuthorizationOutcome {
  return step === 'granted' ? { outcome: 'redirect', url } : { outcome: 'ask', url };
}

/** Somebody else has answered: the client has what it gets. */
function isOfBrowser({ reason }: OAuthError): boolean {
  return reason === 'interaction_over' || reason === 'browser_unknown' || reason === 'person_changed';
}
