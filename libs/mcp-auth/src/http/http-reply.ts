import type { ServerResponse } from 'node:http';

/** A complete answer as data: decided anywhere, written in one place. */
export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** `Set-Cookie` lines, beside those that the application has set. */
  readonly cookies?: readonly string[];
  readonly body: string;
}

/** A JSON answer that nobody may store. */
export function jsonReply(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): HttpReply {
  return {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(value),
  };
}

/** Writes an answer, keeping headers that the application has set (CORS, security headers), save for what it says of itself. */
export function writeReply(response: ServerResponse, { status, headers, cookies = [], body }: HttpReply): void {
  if (response.headersSent || response.destroyed) return;
  response.statusCode = status;
  response.removeHeader('x-powered-by');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  for (const cookie of cookies) response.appendHeader('set-cookie', cookie);
  response.end(response.req?.method === 'HEAD' ? undefined : body);
}
