import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body as JSON; fails the test when it is none. */
  json(): Record<string, unknown>;
}

export interface Question {
  readonly method?: string;
  /** Header values as lists repeat the field. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
}

/** One request with exactly these headers, Host and Origin included, which `fetch` would not send. */
export function ask(
  url: string,
  { method = 'GET', headers = {}, body }: Question = {},
  tls?: Pick<RequestOptions, 'ca' | 'cert' | 'key'>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const fields = Object.entries(headers).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : [...value],
    ]);
    const send = tls === undefined ? httpRequest : httpsRequest;
    const outgoing = send(url, { method, agent: false, headers: Object.fromEntries(fields), ...tls }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => void (text += piece));
      response.on('end', () => resolve(answerOf(response.statusCode ?? 0, response.headers, text)));
      response.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function answerOf(status: number, headers: IncomingHttpHeaders, text: string): Answer {
  return { status, headers, text, json: () => JSON.parse(text) as Record<string, unknown> };
}

/** Headers that every POST of an MCP client has. */
export const rpcHeaders = {
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
};

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** A JSON-RPC request of the stateless protocol (2026-07-28), with all that it demands. */
export function statelessCall(method: string, params: Readonly<Record<string, unknown>> = {}): Question {
  const version = '2026-07-28';
  const meta = {
    'io.modelcontextprotocol/protocolVersion': version,
    'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const name: Record<string, string> = typeof params['name'] === 'string' ? { 'mcp-name': params['name'] } : {};
  return {
    method: 'POST',
    headers: { ...rpcHeaders, 'mcp-protocol-version': version, 'mcp-method': method, ...name },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: meta } }),
  };
}

/** The handshake of the session era (2025-11-25). */
export function initializeCall(): Question {
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } };
  return {
    method: 'POST',
    headers: rpcHeaders,
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params }),
  };
}

/** The same question with more headers. */
export function withHeaders(question: Question, headers: Question['headers']): Question {
  return { ...question, headers: { ...question.headers, ...headers } };
}
