import type { IncomingMessage } from 'node:http';
import type { Principal } from '../core/principal.js';
import { rawRequest } from '../http/http-exchange.js';
import { RequestNote } from '../http/request-note.js';
import type { Credential } from './credential-sources/credential-source.js';

/** Whom a request comes from. */
const ofRequests = new RequestNote<Principal>();
/** Whom a message comes from, which is known by its data, its socket, or the context object of a transport. */
const ofMessages = new WeakMap<object, Principal>();

/** Attaches the principal to what brought its credential. */
export function attachPrincipal(credential: Credential, principal: Principal): void {
  if (credential.in === 'message') ofMessages.set(credential.carrier, principal);
  else note(credential.carrier, credential.adapterRequest, principal);
}

/** The principal of a credential, if one of our guards let it in. */
export function principalOf(credential: Credential): Principal | undefined {
  return credential.in === 'message' ? ofMessages.get(credential.carrier) : ofRequests.read(credential.carrier);
}

/** Forgets whom a message belonged to: a socket outlives its messages, and its credential may be taken back. */
export function detachPrincipal(credential: Credential): void {
  if (credential.in === 'message') ofMessages.delete(credential.carrier);
}

/** Attaches the principal to a request of either adapter. */
export function attachToRequest(request: object, principal: Principal): void {
  const raw = rawRequest(request);
  if (raw !== undefined) note(raw, request, principal);
}

/** The principal of a request of either adapter. */
export function principalOfRequest(request: unknown): Principal | undefined {
  const raw = rawRequest(request);
  return raw && ofRequests.read(raw);
}

/** Also as `request.user`, where Nest users look for it, and libraries that see Node's own request alone. */
function note(raw: IncomingMessage, request: object, principal: Principal): void {
  ofRequests.write(raw, principal);
  Object.assign(request, { user: principal });
  if (raw !== request) Object.assign(raw, { user: principal });
}
