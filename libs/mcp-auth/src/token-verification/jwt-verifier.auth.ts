import { AuthSettings, defineAuth, type VerifierKind, type VerifierPorts } from '../composition/auth-kind.js';
import { Clock } from '../core/clock.js';
import { TokenVerifier } from '../core/token-verifier.js';
import { downloadKeys } from '../identity-provider/jwks-download.js';
import { RemoteKeySet } from '../identity-provider/remote.key-set.js';
import { StaticKeySet } from '../identity-provider/static.key-set.js';
import { resolveJwtOptions, type JwtSettings, type JwtVerifierOptions } from './jwt-verifier.options.js';
import { JwtVerifier } from './verifiers/jwt.verifier.js';

function createVerifier({ rules, requiredScopes, keySource }: JwtSettings, { clock }: VerifierPorts): TokenVerifier {
  const keys =
    'key' in keySource
      ? new StaticKeySet(keySource.key)
      : new RemoteKeySet(() => downloadKeys(keySource.jwksUri), clock);
  return new JwtVerifier(rules, keys, requiredScopes, clock);
}

const jwtKind: VerifierKind<JwtVerifierOptions, JwtSettings> = {
  name: 'jwt',
  resourceMetadata: 'none',
  issuersOf: ({ issuer }) => [issuer],
  resolve: resolveJwtOptions,
  createVerifier,
  plugIn: () => ({
    fixedPaths: [],
    providers: [
      {
        provide: TokenVerifier,
        inject: [AuthSettings, Clock],
        useFactory: (settings: JwtSettings, clock: Clock) => createVerifier(settings, { clock }),
      },
    ],
  }),
};

/**
 * Level 1: verifies JWT access tokens that somebody else issues (RFC 9068).
 *
 * @example
 * McpAuthModule.forRoot({
 *   resource: 'https://api.example.com/mcp',
 *   auth: jwtVerifier({
 *     jwksUri: 'https://idp.example.com/jwks',
 *     issuer: 'https://idp.example.com',
 *     audience: 'https://api.example.com/mcp',
 *   }),
 * });
 */
export const jwtVerifier = defineAuth<JwtVerifierOptions, VerifierKind<JwtVerifierOptions>>(jwtKind);
