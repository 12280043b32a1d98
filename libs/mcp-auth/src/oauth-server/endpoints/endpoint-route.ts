import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { OAuthError } from '../../core/errors/oauth-error.js';
import type { EarlyBody, EarlyRoute } from '../../http/early-route.js';
import { rawRequest, rawResponse, takeOver } from '../../http/http-exchange.js';
import { writeReply, type HttpReply } from '../../http/http-reply.js';
import { RequestNote } from '../../http/request-note.js';
import { dropForeignCorsHeaders, preflightReply, readingHeaders } from './browser-reading.js';
import type { EndpointAnswers } from './endpoint-answers.js';
import { readEndpointBody, type EndpointBody } from './endpoint-body.js';
import type { EndpointRow } from './endpoint-row.js';
import type { OAuthEndpoint } from './oauth-endpoint.js';

/** Serves an endpoint at one path: reads the body before parsers of the application, and writes the answer itself. */
export class EndpointRoute implements EarlyRoute {
  private readonly bodies = new RequestNote<EndpointBody>();

  constructor(
    readonly path: string,
    private readonly row: EndpointRow,
    private readonly endpoint: OAuthEndpoint,
    private readonly answers: EndpointAnswers,
  ) {}

  admit(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async readBody(request: IncomingMessage, payload: Readable): Promise<EarlyBody> {
    const body = await readEndpointBody(request, payload, this.row);
    if (body.read === 'aborted') return body;
    this.bodies.write(request, body);
    const { read } = body;
    return read === 'text' ? { read: 'value', value: body.text, byteLength: body.byteLength } : { read: 'nothing' };
  }

  async serve(request: object, response: object): Promise<void> {
    const raw = { request: rawRequest(request), response: rawResponse(response) };
    if (raw.request === undefined || raw.response === undefined) return;
    takeOver(response);
    const reply = await this.answer(raw.request);
    dropForeignCorsHeaders(raw.response);
    writeReply(raw.response, { ...reply, headers: { ...reply.headers, ...readingHeaders(this.row) } });
  }

  private async answer(raw: IncomingMessage): Promise<HttpReply> {
    const method = raw.method === 'HEAD' ? 'GET' : (raw.method ?? '');
    if (method === 'OPTIONS') return preflightReply(this.row);
    if (!this.row.methods.some((one) => one === method)) return this.refuseMethod(raw);
    // Nothing was read where the target is one that only the router takes for this path.
    const body = this.bodies.read(raw) ?? ({ read: 'refused', reason: 'parameter_malformed' } as const);
    const text = body.read === 'text' ? body.text : '';
    return this.answers.answer(
      this.row,
      this.endpoint,
      raw,
      body.read === 'refused' ? new OAuthError(body.reason) : text,
    );
  }

  private async refuseMethod(raw: IncomingMessage): Promise<HttpReply> {
    const reply = await this.answers.answer(this.row, this.endpoint, raw, new OAuthError('oauth_method_not_allowed'));
    return { ...reply, headers: { ...reply.headers, allow: [...this.row.methods, 'OPTIONS'].join(', ') } };
  }
}
