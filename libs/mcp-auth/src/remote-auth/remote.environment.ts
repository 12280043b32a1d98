import type { VerifierValue } from '../composition/auth-kind.js';
import type { EnvironmentForm, SaidOptions } from '../composition/environment-form.js';
import { introspectionVerifier } from '../token-verification/introspection.auth.js';
import type { IntrospectionOptions } from '../token-verification/introspection.options.js';
import { introspectionTable } from '../token-verification/introspection.table.js';
import { jwtVerifier } from '../token-verification/jwt-verifier.auth.js';
import { jwtOptionsFrom, jwtTable } from '../token-verification/jwt-verifier.table.js';
import { listOf } from './remote.settings.js';
import { remoteTable } from './remote.table.js';

/** How the environment says the options of `remoteAuth`, and those of its verifier. */
export const remoteEnvironment: EnvironmentForm = {
  tables: [remoteTable, jwtTable, introspectionTable],
  optionsFrom: (said) => {
    const { authorizationServers, ...rest } = said(remoteTable);
    const servers = listOf(authorizationServers);
    return { ...rest, authorizationServers: servers, verifier: verifierFrom(said, servers) };
  },
};

/** Introspection where its variables say something; otherwise JWTs. What both leave out is found from the only server there is. */
function verifierFrom(said: SaidOptions, servers: readonly string[]): VerifierValue {
  const introspection = said(introspectionTable);
  const [issuer] = servers;
  // Whatever the environment says is checked when the options are resolved.
  if (Object.keys(introspection).length === 0) return jwtVerifier(jwtOptionsFrom(said, servers));
  return introspectionVerifier({ ...(issuer !== undefined && { issuer }), ...introspection } as IntrospectionOptions);
}
