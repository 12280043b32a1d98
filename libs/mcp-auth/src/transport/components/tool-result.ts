import { isJsonObject } from '../../core/json-object.js';
import type { CallToolResult } from '@modelcontextprotocol/server';

/** Turns what a tool method returned into a result of the protocol. */
export function toolResult(value: unknown, structured: 'structured' | 'text'): CallToolResult {
  if (isSdkResult(value)) return value;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return {
    content: text === undefined ? [] : [{ type: 'text', text }],
    ...(structured === 'structured' && isJsonObject(value) && { structuredContent: value }),
  };
}

/** A failed call as the model sees it. */
export function toolError(message: string): CallToolResult {
  return { content: [{ type: 'text', text: message }], isError: true };
}

/** A result that the tool built itself; `resultType` marks those that ask for more input. */
function isSdkResult(value: unknown): value is CallToolResult {
  return isJsonObject(value) && (Array.isArray(value['content']) || typeof value['resultType'] === 'string');
}
