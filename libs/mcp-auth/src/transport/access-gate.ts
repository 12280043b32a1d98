import {
  WebStandardStreamableHTTPServerTransport,
  type JSONRPCMessage,
  type Transport,
} from '@modelcontextprotocol/server';
import { Inject, Injectable } from '@nestjs/common';
import { BearerRefusals } from '../http/bearer-refusals.js';
import { rawRequest } from '../http/http-exchange.js';
import { auditTarget } from './audit-target.js';
import { requestIdOf, type DeniedCall, type RequestId } from './call-judgement.js';
import { calledComponents } from './called-components.js';
import { deniedAnswer } from './denied-answer.js';
import { Failures } from './failures.js';
import { ListVisibility } from './list-visibility.js';
import { listAskedBy, type ListShape } from './listed-components.js';
import { findExchange, type McpExchange } from './mcp-exchange.js';
import { rpcCodes } from './rpc-refusal.js';
import type { ServedServer } from './transport.settings.js';

/** A request that has no answer yet. */
interface Unanswered {
  readonly exchange: McpExchange | undefined;
  /** What it asked for, where that is a list. */
  readonly list: ListShape | undefined;
}
type UnansweredById = Map<RequestId, Unanswered>;

/**
 * Stands between a server of the SDK and its transport, whoever made the server: denied calls never reach it, and lists leave
 * without what their reader may not see.
 */
@Injectable()
export class AccessGate {
  constructor(
    @Inject(ListVisibility) private readonly visibility: ListVisibility,
    @Inject(BearerRefusals) private readonly refusals: BearerRefusals,
    @Inject(Failures) private readonly failures: Failures,
  ) {}

  /** Puts itself in front of a server that is not connected yet. */
  guard(server: ServedServer): ServedServer {
    const connect = server.connect.bind(server);
    server.connect = async (transport) => {
      await connect(transport);
      this.standBefore(transport);
    };
    return server;
  }

  private standBefore(transport: Transport): void {
    const unanswered: UnansweredById = new Map();
    const deliver = transport.onmessage?.bind(transport);
    const send = transport.send.bind(transport);
    transport.onmessage = (message, extra) => {
      const id = requestIdOf(message);
      const answer =
        id === undefined || !('method' in message) ? undefined : this.answerInstead(id, message, unanswered);
      if (answer === undefined) {
        deliver?.(message, extra);
        return endCancelled(message, transport, unanswered);
      }
      // Not while it is being handed over: the SDK would take the error for one of the protocol, and write HTTP 400.
      queueMicrotask(() => {
        send(answer, { relatedRequestId: id }).catch((error: unknown) => this.failures.report(error));
      });
    };
    transport.send = (message, options) => {
      const left = this.leaving(message, unanswered);
      return left instanceof Promise ? left.then((one) => send(one, options)) : send(left, options);
    };
  }

  private answerInstead(id: RequestId, message: JSONRPCMessage, unanswered: UnansweredById) {
    // Two answers under one id could not be told apart, and what belongs into one would leave in the other.
    if (unanswered.has(id))
      return rpcError(id, rpcCodes.invalidRequest, 'The id belongs to a request that has no answer yet');
    const exchange = findExchange();
    // Nothing is called that nobody judged, by whatever way it came.
    if (exchange === undefined) {
      return calledComponents(message).length > 0 ? rpcError(id, rpcCodes.internalError, 'Internal error') : undefined;
    }
    const denial = exchange.denials.get(id);
    if (denial !== undefined) return this.deny(id, denial, exchange);
    unanswered.set(id, { exchange, list: listAskedBy(message) });
    return undefined;
  }

  private deny(id: RequestId, denial: DeniedCall, { request }: McpExchange): JSONRPCMessage {
    const { denied, component } = denial;
    const targets = component === undefined ? [] : [auditTarget(component)];
    const { correlationId } = this.refusals.refuse(denied, { request: rawRequest(request), targets });
    return deniedAnswer(id, denial, correlationId);
  }

  private leaving(message: JSONRPCMessage, unanswered: UnansweredById): JSONRPCMessage | Promise<JSONRPCMessage> {
    const id = requestIdOf(message);
    if (id === undefined || 'method' in message) return message;
    const asked = unanswered.get(id);
    unanswered.delete(id);
    if (asked?.list === undefined || !('result' in message)) return message;
    const result = this.visibility.thin(message.result, asked.list, asked.exchange?.principal);
    return result instanceof Promise ? result.then((one) => ({ ...message, result: one })) : { ...message, result };
  }
}

/** A cancelled call of a session gets no answer, so its stream would stay open, and its place taken, until the session ends. */
function endCancelled(message: JSONRPCMessage, transport: Transport, unanswered: UnansweredById): void {
  if (!('method' in message) || message.method !== 'notifications/cancelled') return;
  const id = requestIdOf({ id: message.params?.['requestId'] });
  const cancelled = id === undefined ? undefined : unanswered.get(id);
  if (id === undefined || cancelled === undefined) return;
  unanswered.delete(id);
  // The other calls of a batch are answered on the same stream.
  const isLast = [...unanswered.values()].every(({ exchange }) => exchange !== cancelled.exchange);
  if (isLast && transport instanceof WebStandardStreamableHTTPServerTransport) transport.closeSSEStream(id);
}

function rpcError(id: RequestId, code: number, message: string): JSONRPCMessage {
  return { jsonrpc: '2.0', id, error: { code, message } };
}
