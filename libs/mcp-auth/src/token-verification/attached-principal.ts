import type { IncomingMessage } from 'node:http';
import type { Principal } from '../core/principal.js';
import { rawRequest } from '../http/http-exchange.js';

/** Which principal a request belongs to. Kept beside the request, where no body or header can forge it. */
const principals = new WeakMap<IncomingMessage, Principal>();

/** Attaches the principal to a request of either adapter, also as `request.user`, where Nest users look for it. */
export function attachPrincipal(request: object, principal: Principal): void {
  const raw = rawRequest(request);
  if (raw !== undefined) principals.set(raw, principal);
  Object.assign(request, { user: principal });
}

/** The principal of a request, if one of our guards let it in. */
export function principalOf(request: unknown): Principal | undefined {
  const raw = rawRequest(request);
  return raw === undefined ? undefined : principals.get(raw);
}
