import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { refusalOf, type EndpointReason } from '../core/errors/reasons.js';
import { shownUrl } from '../core/quoted-url.js';
import type { ReasonDetails, Refused } from '../core/verification.js';
import { BearerRefusals } from '../http/bearer-refusals.js';
import { jsonReply, type HttpReply } from '../http/http-reply.js';
import { auditTarget } from './audit-target.js';
import type { DeniedCall, Judgement, RequestId } from './call-judgement.js';
import { deniedAnswer } from './denied-answer.js';
import { Failures } from './failures.js';
import { refusalReply } from './rpc-refusal.js';

/** What a refusal may say beyond its reason. */
export interface RefusalExtras {
  /** More words for the client, behind those of the reason. */
  readonly advice?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** For the log alone. */
  readonly details?: ReasonDetails;
}

/** Calls that are turned away together. */
type RefusedCalls = Extract<Judgement, { outcome: 'refused' }>;

/** Records refusals of the MCP endpoint, and renders them as JSON-RPC. */
@Injectable()
export class EndpointRefusals {
  constructor(
    @Inject(BearerRefusals) private readonly bearerRefusals: BearerRefusals,
    @Inject(Failures) private readonly failures: Failures,
  ) {}

  /** Refuses a request that could not be judged, by the fault of this service and not of the request. */
  refuseUnjudged(error: unknown): HttpReply {
    return this.failures.reply(error);
  }

  /** Refuses whoever came too often. */
  refuseForNow(retryAfterSeconds: number, request: IncomingMessage): HttpReply {
    return this.refuse('rate_limited', request, { headers: { 'retry-after': String(retryAfterSeconds) } });
  }

  /** Refuses what comes while the service ends. */
  refuseShuttingDown(request: IncomingMessage): HttpReply {
    return this.refuse('shutting_down', request, { headers: { 'retry-after': '1' } });
  }

  /** Refuses a request to another server's name. */
  refuseHost(request: IncomingMessage, resource = 'the name of this server'): HttpReply {
    const details = { host: shownUrl(request.headers.host ?? 'none').slice(0, 256) };
    return this.refuse('host_not_ours', request, { advice: `use ${resource}`, details });
  }

  /** Refuses a credential, or its absence. */
  refuseCredential(refused: Refused, request: IncomingMessage): HttpReply {
    const refusal = this.bearerRefusals.refuse(refused, { request });
    return refusalReply(refusal, refusal);
  }

  /** Refuses calls that another token would be let in with, in words for clients that cannot ask for one by themselves. */
  refuseCalls({ refused, components }: RefusedCalls, request: IncomingMessage): HttpReply {
    if (refused.ending === 'denied') return this.refuseBodiless(refused, request);
    const refusal = this.bearerRefusals.refuse(refused, { request, targets: components.map(auditTarget) });
    if (refused.ending === 'invalid') return refusalReply(refusal, refusal);
    const names = [...new Set(components.map(({ kind, name }) => `${kind} "${name.slice(0, 128)}"`))].slice(0, 8);
    const what = names.length > 0 ? names.join(', ') : 'this';
    const description = `${refusal.description}: ${what} needs ${refused.requiredScopes.join(' ')}; log in again and allow it`;
    return refusalReply({ ...refusal, description }, refusal);
  }

  /** Without a body there is no call to answer; 405 is what clients of that era take for a stream that is not offered. */
  private refuseBodiless(refused: Refused, request: IncomingMessage): HttpReply {
    const { correlationId } = this.bearerRefusals.refuse(refused, { request });
    const { status, code, text } = refusalOf('method_not_allowed');
    const answer = { status, headers: { allow: 'POST' }, error: code, description: text };
    return refusalReply(answer, { correlationId, reason: 'method_not_allowed' });
  }

  /** Refuses a subscription that no token opens: the SDK serves those by itself, without any server behind a gate. */
  refuseSubscription([id, call]: readonly [RequestId, DeniedCall], request: IncomingMessage): HttpReply {
    const targets = call.component === undefined ? [] : [auditTarget(call.component)];
    const { correlationId } = this.bearerRefusals.refuse(call.denied, { request, targets });
    return jsonReply(200, { ...deniedAnswer(id, call, correlationId) });
  }

  /** Refuses what was read or announced as a body. */
  refuseBody(reason: EndpointReason, maxBytes: number, request: IncomingMessage): HttpReply {
    if (reason !== 'body_too_large') return this.refuse(reason, request);
    // The connection ends with the answer, so that the rest is not read for nothing.
    return this.refuse(reason, request, { advice: `the limit is ${maxBytes} bytes`, headers: { connection: 'close' } });
  }

  refuse(
    reason: EndpointReason,
    request: IncomingMessage,
    { advice, headers = {}, details }: RefusalExtras = {},
  ): HttpReply {
    const correlationId = this.bearerRefusals.recordRefusal(reason, request, details);
    const { status, code, text } = refusalOf(reason);
    const description = advice === undefined ? text : `${text}; ${advice}`;
    return refusalReply({ status, headers, error: code, description }, { correlationId, reason });
  }
}
