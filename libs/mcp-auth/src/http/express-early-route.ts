import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EarlyRoute } from './early-route.js';
import { writeReply } from './http-reply.js';

type ExpressRequest = IncomingMessage & { body?: unknown; originalUrl?: string };
type Next = (error?: unknown) => void;
type ExpressMiddleware = (request: ExpressRequest, response: ServerResponse, next: Next) => void;

/** The part of Nest's Express adapter that is used. */
export interface ExpressAdapterLike {
  init?(): Promise<void>;
  use(middleware: ExpressMiddleware): unknown;
}

/**
 * Puts the route in front of the body parsers: Nest calls the adapter's `init` after the application's own middleware
 * (CORS, helmet) and before its parsers, so that is where ours goes in.
 */
export function installOnExpress(adapter: ExpressAdapterLike, route: EarlyRoute): void {
  const init = adapter.init?.bind(adapter);
  adapter.init = async () => {
    await init?.();
    adapter.use((request, response, next) => {
      if (!isFor(route, request)) next();
      else serve(route, request, response).then((goOn) => goOn && next(), next);
    });
  };
}

async function serve(route: EarlyRoute, request: ExpressRequest, response: ServerResponse): Promise<boolean> {
  const refusal = await route.admit({ request, response });
  if (refusal !== undefined) {
    writeReply(response, refusal);
    return false;
  }
  const body = await route.readBody(request, request);
  switch (body.read) {
    case 'value':
      // A stream that has ended is left alone by every parser that follows.
      request.body = body.value;
      return true;
    case 'nothing':
      // No parser of the application reads a body that has no type.
      delete request.headers['content-type'];
      return true;
    case 'refused':
      writeReply(response, body.reply);
      return false;
    case 'aborted':
      return false;
  }
}

/** Express itself ignores case and a final slash; where it would route to us, we judge. */
function isFor({ path }: EarlyRoute, { originalUrl, url }: ExpressRequest): boolean {
  const [requested = ''] = (originalUrl ?? url ?? '').split('?', 1);
  return requested.replace(/\/$/, '').toLowerCase() === path.toLowerCase();
}
