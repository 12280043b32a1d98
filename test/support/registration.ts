import { describedClient } from '../../libs/mcp-auth/src/oauth-server/clients/described-client.js';
import type { DescribedClient } from '../../libs/mcp-auth/src/oauth-server/clients/registration-rules/registration-rule.js';
import { readClientMetadata } from '../../libs/mcp-auth/src/oauth-server/requests/client-metadata.js';

/** Metadata that is good, with changes, and the client that it describes, as rules see them. */
export function described(changes: Readonly<Record<string, unknown>> = {}): DescribedClient {
  const metadata = readClientMetadata({
    redirect_uris: ['https://app.test/cb'],
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    ...changes,
  });
  const client = describedClient(metadata, {
    clientId: 'mcpc_test',
    origin: 'registered',
    authenticationMethod: metadata.authenticationMethod ?? 'client_secret_basic',
    registrableGrants: ['authorization_code', 'refresh_token'],
  });
  return { metadata, client };
}
