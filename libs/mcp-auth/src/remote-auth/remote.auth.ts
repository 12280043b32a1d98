import { defineAuth, type AuthKind } from '../composition/auth-kind.js';
import { remoteEnvironment } from './remote.environment.js';
import type { RemoteAuthOptions } from './remote.options.js';
import { listOf, remoteMembers, resolveRemoteAuth, type RemoteAuthSettings } from './remote.settings.js';
import { isVerifierValue } from './remote.table.js';

const remoteKind: AuthKind<RemoteAuthOptions, RemoteAuthSettings> = {
  ...remoteMembers,
  name: 'remote',
  issuersOf: ({ authorizationServers, verifier }) => [
    ...listOf(authorizationServers),
    ...(isVerifierValue(verifier) ? verifier.kind.issuersOf(verifier.options) : []),
  ],
  resolve: resolveRemoteAuth,
  environment: remoteEnvironment,
};

/**
 * Level 2: verifies tokens and tells clients where to get one (RFC 9728), at an identity provider that registers MCP
 * clients itself.
 *
 * @example
 * McpAuthModule.forRoot({
 *   resource: 'https://api.example.com/mcp',
 *   auth: remoteAuth({
 *     authorizationServers: ['https://idp.example.com'],
 *     verifier: jwtVerifier({ jwksUri: 'https://idp.example.com/jwks', issuer: 'https://idp.example.com', audience }),
 *   }),
 * });
 */
export const remoteAuth = defineAuth<RemoteAuthOptions, AuthKind<RemoteAuthOptions>>(remoteKind);
