import { AsyncLocalStorage } from 'node:async_hooks';
import type { Principal } from '../core/principal.js';
import { rawResponse } from '../http/http-exchange.js';
import type { DeniedCall, RequestId } from './call-judgement.js';
import { runAs } from '../token-verification/principal-scope.js';

/** The HTTP request that an MCP message came with, as the adapter hands it out, and who sent it. */
export interface McpExchange {
  readonly request: object;
  readonly response: object;
  readonly body: unknown;
  /** Undefined where nobody has to be anybody. */
  readonly principal: Principal | undefined;
  /** Calls that are not to be made, each with its reason. */
  readonly denials: ReadonlyMap<RequestId, DeniedCall>;
}

const storage = new AsyncLocalStorage<McpExchange>();

/** Runs a call within its exchange. Only `run` is used: `enterWith` would leak into the connection's next request. */
export function withinExchange<Result>(exchange: McpExchange, call: () => Promise<Result>): Promise<Result> {
  return storage.run(exchange, () => runAs(exchange.principal, call));
}

/** The exchange of the running call, if there is one. */
export function findExchange(): McpExchange | undefined {
  return storage.getStore();
}

/** The exchange of the running call. Outside of one there is none, which is a fault of ours. */
export function currentExchange(): McpExchange {
  const exchange = storage.getStore();
  if (exchange === undefined) throw new Error('No MCP request is being served here');
  return exchange;
}

/** How the connection of an exchange is ended, also while nobody reads from it. */
export function hangUp({ response }: McpExchange): () => void {
  return () => void rawResponse(response)?.destroy();
}
