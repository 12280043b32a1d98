import type { ReadResourceResult } from '@modelcontextprotocol/server';
import { isJsonObject } from '../../core/json-object.js';

/** Turns what a resource method returned into contents of the protocol. */
export function resourceResult(value: unknown, uri: string, mimeType: string | undefined): ReadResourceResult {
  if (isSdkResult(value)) return value;
  if (value instanceof Uint8Array) {
    const blob = Buffer.from(value).toString('base64');
    return { contents: [{ uri, mimeType: mimeType ?? 'application/octet-stream', blob }] };
  }
  if (typeof value === 'string') return { contents: [{ uri, mimeType: mimeType ?? 'text/plain', text: value }] };
  const text = JSON.stringify(value) ?? '';
  return { contents: [{ uri, mimeType: mimeType ?? 'application/json', text }] };
}

function isSdkResult(value: unknown): value is ReadResourceResult {
  return isJsonObject(value) && Array.isArray(value['contents']);
}
