import type { Principal } from '../core/principal.js';
import { rawRequest } from '../http/http-exchange.js';

/** Whom a request or message comes from. Kept beside it, where no body or header can forge it. */
const principals = new WeakMap<object, Principal>();

/** Attaches the principal to what one call is known by: a request, a message, the context object of a transport. */
export function attachPrincipal(carrier: object, principal: Principal): void {
  principals.set(carrier, principal);
}

/** Forgets whom a carrier belonged to: a socket outlives its messages, and the next one may be nobody's. */
export function detachPrincipal(carrier: object): void {
  principals.delete(carrier);
}

/** The principal of a carrier, if one of our guards let it in. */
export function principalOf(carrier: object): Principal | undefined {
  return principals.get(carrier);
}

/** Attaches the principal to a request of either adapter, also as `request.user`, where Nest users look for it. */
export function attachToRequest(request: object, principal: Principal): void {
  const raw = rawRequest(request);
  if (raw !== undefined) attachPrincipal(raw, principal);
  Object.assign(request, { user: principal });
}

/** The principal of a request of either adapter. */
export function principalOfRequest(request: unknown): Principal | undefined {
  const raw = rawRequest(request);
  return raw === undefined ? undefined : principalOf(raw);
}
