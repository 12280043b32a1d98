import type { AuthKind } from './composition/auth-kind.js';
import type { EnvironmentForm } from './composition/environment-form.js';
import { gatewayIdentity } from './gateway-identity/gateway-identity.auth.js';
import { oauthServerEnvironment } from './oauth-server/oauth-server.environment.js';
import { presets } from './presets/index.js';
import { remoteAuth } from './remote-auth/remote.auth.js';
import { introspectionVerifier } from './token-verification/introspection.auth.js';
import { debugVerifier } from './token-verification/debug-verifier.auth.js';
import { jwtVerifier } from './token-verification/jwt-verifier.auth.js';
import { noAuth } from './token-verification/no.auth.js';
import { staticTokens } from './token-verification/static-tokens.auth.js';

/** A kind that the environment can name: how it says the options, and the kind itself, which is read when it is named. */
export interface EnvironmentKind {
  readonly name: string;
  readonly form: EnvironmentForm;
  load(): Promise<AuthKind<never>>;
}

/** Kinds that the environment can name in `MCP_AUTH`; used only where code gives no `auth`. */
export const providerKinds: readonly EnvironmentKind[] = [
  loaded(jwtVerifier.kind),
  loaded(introspectionVerifier.kind),
  loaded(staticTokens.kind),
  loaded(remoteAuth.kind),
  {
    name: 'oauth-server',
    form: oauthServerEnvironment,
    load: async () => (await import('./oauth-server/oauth-server.auth.js')).oauthServer.kind,
  },
  ...presets.map(({ kind }) => loaded(kind)),
  loaded(debugVerifier.kind),
  loaded(gatewayIdentity.kind),
  loaded(noAuth.kind),
];

function loaded(kind: AuthKind<never>): EnvironmentKind {
  const form = kind.environment ?? { tables: [], optionsFrom: () => ({}) };
  return { name: kind.name, form, load: () => Promise.resolve(kind) };
}
