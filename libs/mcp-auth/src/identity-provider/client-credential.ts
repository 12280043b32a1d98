import type { Clock } from '../core/clock.js';
import type { Randomness } from '../core/randomness.js';
import { secretBasic, secretPost, type EndpointAuthentication } from './endpoint-authentication.js';
import { privateKeyJwt, type ClientKey } from './private-key-authentication.js';

/** With what this service shows an issuer who it is. */
export type ClientCredential =
  | { readonly by: 'secret'; readonly secret: string; readonly in: 'client_secret_basic' | 'client_secret_post' }
  | { readonly by: 'key'; readonly key: ClientKey };

/** This service, as an issuer knows it. */
export interface RegisteredClient {
  readonly issuer: string;
  readonly clientId: string;
  readonly credential: ClientCredential;
}

/** How requests to the issuer's endpoints are authenticated. */
export function endpointAuthentication(
  { issuer, clientId, credential }: RegisteredClient,
  ports: { readonly clock: Clock; readonly randomness: Randomness },
): EndpointAuthentication {
  if (credential.by === 'key') return privateKeyJwt(clientId, issuer, credential.key, ports);
  const show = credential.in === 'client_secret_basic' ? secretBasic : secretPost;
  return show(clientId, credential.secret);
}
