import type { IncomingMessage } from 'node:http';
import { All, Controller, Inject, Req, Res, UseFilters, UseGuards, VERSION_NEUTRAL, type Type } from '@nestjs/common';
import { rawRequest, rawResponse, takeOver } from '../http/http-exchange.js';
import { writeReply, type HttpReply } from '../http/http-reply.js';
import { principalOfRequest } from '../token-verification/attached-principal.js';
import { Admission } from './admission.js';
import { CallJudgement, type Judgement } from './call-judgement.js';
import { ComponentRules } from './component-rules.js';
import { Drain } from './drain.js';
import { EndpointGuard } from './endpoint.guard.js';
import { EndpointRefusals } from './endpoint-refusals.js';
import { McpCalls } from './mcp-calls.js';
import { McpRouteFilter } from './mcp-route.filter.js';
import { isOpenEnded } from './open-ended.js';

type Judged = Extract<Judgement, { outcome: 'judged' }>;

/** Makes the controller of one registration: Nest keys routes by class, so a class is never shared. */
export function mcpTransportController(path: string): Type {
  @Controller({ path, version: VERSION_NEUTRAL })
  @UseGuards(EndpointGuard)
  @UseFilters(McpRouteFilter)
  class McpTransportController {
    constructor(
      @Inject(Admission) private readonly admission: Admission,
      @Inject(ComponentRules) private readonly rules: ComponentRules,
      @Inject(CallJudgement) private readonly judgement: CallJudgement,
      @Inject(Drain) private readonly drain: Drain,
      @Inject(EndpointRefusals) private readonly refusals: EndpointRefusals,
      @Inject(McpCalls) private readonly calls: McpCalls,
    ) {}

    @All()
    async serve(@Req() request: { readonly body?: unknown }, @Res() response: object): Promise<void> {
      const raw = { request: rawRequest(request), response: rawResponse(response) };
      const principal = principalOfRequest(request);
      if (raw.request === undefined || raw.response === undefined) throw new Error('This adapter is not known');
      if (principal === undefined && !this.rules.allowsAnonymous)
        throw new Error('The guard has not let this request in');
      const incoming = { request: raw.request, response: raw.response };
      const refusal = await this.admission.admitLate(incoming);
      const { body } = request;
      const judgement =
        refusal ?? (await this.judgement.judge({ method: raw.request.method ?? 'GET', body, principal }));
      takeOver(response);
      const answer = 'status' in judgement ? judgement : this.replyTo(judgement, body, raw.request);
      if ('status' in answer) return writeReply(raw.response, answer);
      const { denials } = answer;
      return this.calls.serve({ raw: incoming, request, response, principal, body, denials });
    }

    /** What is answered instead of serving the calls, or which of them are to be served. */
    private replyTo(judgement: Judgement, body: unknown, request: IncomingMessage): HttpReply | Judged {
      if (this.drain.hasClosed) return this.refusals.refuseShuttingDown(request);
      if (judgement.outcome === 'refused') return this.refusals.refuseCalls(judgement, request);
      const [denial] = judgement.denials;
      const isRefused = denial !== undefined && isOpenEnded(request.method, body);
      return isRefused ? this.refusals.refuseSubscription(denial, request) : judgement;
    }
  }
  return McpTransportController;
}
