import { Readable } from 'node:stream';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EarlyRoute } from './early-route.js';
import type { HttpReply } from './http-reply.js';

interface FastifyRequestLike {
  readonly raw: IncomingMessage;
  body?: unknown;
}
interface FastifyReplyLike {
  readonly raw: ServerResponse;
  code(status: number): this;
  headers(headers: Readonly<Record<string, string>>): this;
  send(body: string): this;
  hijack(): this;
}
type OnRequest = (request: FastifyRequestLike, reply: FastifyReplyLike) => Promise<unknown>;
type PreParsing = (request: FastifyRequestLike, reply: FastifyReplyLike, payload: Readable) => Promise<unknown>;
type PreValidation = (request: FastifyRequestLike) => Promise<void>;
type Hooks<Hook> = Hook | Hook[] | undefined;

/** The part of Fastify's route options that is used. */
interface RouteOptionsLike {
  readonly url: string;
  bodyLimit?: number;
  onRequest?: Hooks<OnRequest>;
  preParsing?: Hooks<PreParsing>;
  preValidation?: Hooks<PreValidation>;
}

/** The part of a Fastify instance that is used. */
export interface FastifyInstanceLike {
  addHook(name: 'onRoute', hook: (route: RouteOptionsLike) => void): unknown;
}

/** Puts the route's judgement into hooks of that one route; the rest of the application is not touched. */
export function installOnFastify(instance: FastifyInstanceLike, early: EarlyRoute): void {
  const bodies = new WeakMap<IncomingMessage, { readonly value: unknown }>();
  instance.addHook('onRoute', (route) => {
    if (route.url !== early.path) return;
    // What Fastify parses is a placeholder; the real limit is enforced, and answered, before it.
    route.bodyLimit = Number.MAX_SAFE_INTEGER;
    route.onRequest = [...listOf(route.onRequest), admitBy(early)];
    route.preParsing = [...listOf(route.preParsing), readBodyBy(early, bodies)];
    route.preValidation = [...listOf(route.preValidation), restoreBody(bodies)];
  });
}

function admitBy(early: EarlyRoute): OnRequest {
  return async function admitEarly({ raw: request }, reply) {
    const refusal = await early.admit({ request, response: reply.raw });
    return refusal === undefined ? undefined : send(reply, refusal);
  };
}

function readBodyBy(early: EarlyRoute, bodies: WeakMap<IncomingMessage, { readonly value: unknown }>): PreParsing {
  return async function readBodyEarly({ raw: request }, reply, payload) {
    const body = await early.readBody(request, payload);
    switch (body.read) {
      case 'value':
        bodies.set(request, { value: body.value });
        return placeholder(request, body.byteLength);
      case 'nothing':
        bodies.set(request, { value: undefined });
        return placeholderOfUnread(request);
      case 'refused':
        return send(reply, body.reply);
      case 'aborted':
        return reply.hijack();
    }
  };
}

/**
 * What Fastify parses in place of the body that is read already. It compares the declared length with ours, save where that is 0,
 * which it takes for a length that we did not tell.
 */
function placeholder({ headers }: IncomingMessage, byteLength: number): Readable {
  if (headers['content-length'] === '0') delete headers['content-length'];
  return Object.assign(Readable.from(['{}'], { objectMode: false }), { receivedEncodedLength: byteLength });
}

/** For a body that nobody read: whatever its type is, the route has the answer, and not Fastify. */
function placeholderOfUnread(request: IncomingMessage): Readable {
  request.headers['content-type'] = 'application/json';
  return placeholder(request, Number(request.headers['content-length'] ?? 0));
}

function restoreBody(bodies: WeakMap<IncomingMessage, { readonly value: unknown }>): PreValidation {
  return function restoreEarlyBody(request) {
    const body = bodies.get(request.raw);
    if (body !== undefined) request.body = body.value;
    return Promise.resolve();
  };
}

function send(reply: FastifyReplyLike, { status, headers, body }: HttpReply): FastifyReplyLike {
  return reply.code(status).headers(headers).send(body);
}

function listOf<Hook>(hooks: Hooks<Hook>): Hook[] {
  return hooks === undefined ? [] : Array.isArray(hooks) ? hooks : [hooks];
}
