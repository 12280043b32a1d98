import type { Client, ClientAuthenticationMethod, ClientKeys, ClientOrigin } from '../model/client.js';
import type { ClientMetadata } from '../requests/client-metadata.js';

/** What the server adds to what a client says of itself. */
export interface ServerSide {
  readonly clientId: string;
  readonly origin: ClientOrigin;
  readonly authenticationMethod: ClientAuthenticationMethod;
  /** Grants that a client can give itself; of a machine's only the operator decides. */
  readonly registrableGrants: readonly string[];
}

/** The client that metadata describes. What this server does not have is left out (RFC 7591 §2). */
export function describedClient(metadata: ClientMetadata, server: ServerSide): Client {
  const { redirectUris, presentation, grantTypes = ['authorization_code'] } = metadata;
  const { clientId, origin, authenticationMethod, registrableGrants } = server;
  return {
    clientId,
    origin,
    status: 'active',
    authenticationMethod,
    secrets: [],
    keys: keysOf(metadata),
    redirectUris,
    grantTypes: registrableGrants.filter((grantType) => grantTypes.includes(grantType)),
    askedScopes: metadata.scope?.split(' ').filter((scope) => scope !== ''),
    applicationType: applicationTypeOf(metadata),
    presentation,
  };
}

/** Well-known editors say `web` and have a scheme of their own, which only applications have (OpenID Connect Registration §2). */
function applicationTypeOf({ applicationType, redirectUris }: ClientMetadata): 'web' | 'native' | undefined {
  const hasOwnScheme = redirectUris.some((uri) => !/^https?:/i.test(uri));
  return applicationType === 'web' && hasOwnScheme ? 'native' : applicationType;
}

function keysOf({ jwks, jwksUri }: ClientMetadata): ClientKeys | undefined {
  if (jwks !== undefined) return { from: 'jwks', keys: jwks.keys };
  return jwksUri === undefined ? undefined : { from: 'jwks_uri', uri: jwksUri };
}
