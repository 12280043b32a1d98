import type { JSONRPCMessage } from '@modelcontextprotocol/server';
import type { DeniedCall, RequestId } from './call-judgement.js';
import { rpcCodes } from './rpc-refusal.js';
import { toolError } from './components/tool-result.js';

/**
 * The answer to a call that no token mends: with HTTP 200, because clients answer any other 403 with a login. A tool's goes to the
 * model, which can say it to the person behind it.
 */
export function deniedAnswer(id: RequestId, { denied, component }: DeniedCall, correlationId: string): JSONRPCMessage {
  const message = `${wordsFor(denied.reason)}. Reference: ${correlationId}`;
  if (component?.kind === 'tool') return { jsonrpc: '2.0', id, result: toolError(message) };
  return { jsonrpc: '2.0', id, error: { code: rpcCodes.invalidRequest, message, data: { correlationId } } };
}

function wordsFor(reason: DeniedCall['denied']['reason']): string {
  return reason === 'policy_failed'
    ? 'It cannot be told at the moment whether you may do this; try again later'
    : 'You may not do this, and another login would not change it';
}
