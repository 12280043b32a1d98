import { isJsonObject } from '../../core/json-object.js';
import { headerFields } from '../../http/http-exchange.js';
import { refuseByHttp } from '../refusal-channels/http.channel.js';
import type { Credential, CredentialSource } from './credential-source.js';
import { requestCredential } from './http.credential.js';

/** Resolvers get root, arguments, context and info; the context is the application's and holds the HTTP request somewhere. */
export const graphqlSource: CredentialSource = {
  contextTypes: ['graphql'],
  read: (context) => {
    const held: unknown = context.getArgByIndex(2);
    return isJsonObject(held) ? credentialIn(held) : undefined;
  },
  refuse: refuseByHttp,
};

function credentialIn(held: Readonly<Record<string, unknown>>): Credential | undefined {
  const credential = requestCredential(...exchangeIn(held));
  // The request that opened a socket stays the same for hours; each operation is judged anew, and has a context of its own.
  return credential?.carrier.headers.upgrade === undefined
    ? credential
    : { in: 'message', carrier: held, authorizationFields: headerFields(credential.carrier, 'authorization') };
}

/** Request and response where Mercurius (`reply`; `request` on a socket) and Apollo (`req`, `res`) put them. */
function exchangeIn(held: Readonly<Record<string, unknown>>): [request: unknown, response: unknown] {
  const { reply, req, res, request } = held;
  if (isJsonObject(reply)) return [reply['request'], reply];
  // Express keeps the response on the request, for an application whose context is `{ req }`.
  if (isJsonObject(req)) return [req, res ?? req['res']];
  return isJsonObject(request) ? [request, undefined] : [held, held['res']];
}
