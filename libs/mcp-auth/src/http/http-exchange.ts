import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request and its response as Node has them, below whatever the HTTP adapter wraps around. */
export interface HttpExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Express hands out Node's own objects, Fastify wraps them and keeps them under `raw`. */
export function rawRequest(request: unknown): IncomingMessage | undefined {
  const candidate = hasRaw(request) ? request.raw : request;
  return isIncomingMessage(candidate) ? candidate : undefined;
}

/** The Node response under an adapter's response. */
export function rawResponse(response: unknown): ServerResponse | undefined {
  const candidate = hasRaw(response) ? response.raw : response;
  return isServerResponse(candidate) ? candidate : undefined;
}

/** From here on the adapter answers nothing: Fastify is told so, Express needs no telling. */
export function takeOver(response: unknown): void {
  if (isObject(response) && typeof response['hijack'] === 'function') response['hijack']();
}

/** All values of a header, one per field: `headers` would merge or drop repetitions. */
export function headerFields(request: IncomingMessage, name: string): readonly string[] {
  const { rawHeaders } = request;
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function hasRaw(value: unknown): value is { raw: unknown } {
  return isObject(value) && isObject(value['raw']);
}

/** By shape, not by class: injectors of tests imitate Node's classes. */
function isIncomingMessage(value: unknown): value is IncomingMessage {
  return isObject(value) && Array.isArray(value['rawHeaders']);
}

function isServerResponse(value: unknown): value is ServerResponse {
  return isObject(value) && typeof value['setHeader'] === 'function' && typeof value['end'] === 'function';
}
