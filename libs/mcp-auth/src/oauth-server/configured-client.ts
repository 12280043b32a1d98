import { quotedUrl } from '../core/quoted-url.js';
import { redirectUriFault } from '../core/redirect-uri.js';
import { digestOf } from '../core/secret-digest.js';
import type { ConfigurationProblem } from '../core/errors/configuration-error.js';
import { confidentialityOf, type Client, type ClientKeys } from './model/client.js';
import type { ConfiguredClientOptions } from './oauth-server.options.js';

/** A client of the options, as the server knows it. Of secrets only digests stay. */
export function configuredClient(options: ConfiguredClientOptions): Client {
  const { clientId, name, secrets = [], redirectUris = [], scopes, status = 'active' } = options;
  const hasPages = redirectUris.length > 0;
  return {
    clientId,
    origin: 'configured',
    status,
    authenticationMethod: methodOf(options),
    secrets: secrets.map(({ value, expiresAt }) => ({ digest: digestOf(value), expiresAtMs: msOf(expiresAt) })),
    keys: keysOf(options),
    redirectUris,
    grantTypes: options.grantTypes ?? (hasPages ? ['authorization_code', 'refresh_token'] : ['client_credentials']),
    scopes,
    presentation: { name },
  };
}

/** What is wrong with a client of the options. */
export function configuredClientProblems(client: Client, path: string): readonly ConfigurationProblem[] {
  const { authenticationMethod: method, secrets, keys, redirectUris } = client;
  const problem = (option: string, message: string) => ({ path: `${path}.${option}`, message });
  const needsSecret = method === 'client_secret_basic' || method === 'client_secret_post';
  const faulty = redirectUris.flatMap((uri) => {
    const fault = redirectUriFault(uri, { confidentiality: confidentialityOf(client) });
    return fault === undefined ? [] : [problem('redirectUris', `${quotedUrl(uri)}: ${fault.replaceAll('_', ' ')}`)];
  });
  return [
    ...(needsSecret && secrets.length === 0 ? [problem('secrets', `are missing for ${method}`)] : []),
    ...(method === 'private_key_jwt' && keys === undefined ? [problem('jwks', `is missing for ${method}`)] : []),
    ...faulty,
  ];
}

/** A date of the options, in milliseconds since the epoch. */
export function msOf(date: Date | string | undefined): number | undefined {
  return date === undefined ? undefined : new Date(date).getTime();
}

function methodOf({ authenticationMethod, secrets = [], jwks, jwksUri }: ConfiguredClientOptions) {
  if (authenticationMethod !== undefined) return authenticationMethod;
  if (jwks !== undefined || jwksUri !== undefined) return 'private_key_jwt';
  return secrets.length > 0 ? 'client_secret_basic' : 'none';
}

function keysOf({ jwks, jwksUri }: ConfiguredClientOptions): ClientKeys | undefined {
  if (jwks !== undefined) return { from: 'jwks', keys: jwks.keys };
  return jwksUri === undefined ? undefined : { from: 'jwks_uri', uri: jwksUri };
}
