import { describe, expect, it } from 'vitest';
import { jwtVerifier, remoteAuth, type RemoteAuthOptions } from 'nestjs-mcp-auth';

const issuer = 'https://idp.example.com';
const verifier = jwtVerifier({ jwksUri: `${issuer}/jwks`, issuer, audience: 'https://api.example.com/mcp' });

function problemsOf(options: object): readonly string[] {
  const { kind, options: given } = remoteAuth(options as RemoteAuthOptions);
  const context = { resource: 'https://api.example.com/mcp', production: true, optionPath: 'auth', insecureHosts: [] };
  const resolution = kind.resolve(given, context);
  return resolution.ok ? [] : resolution.problems.map(({ path, message }) => `${path}: ${message}`);
}

describe('the options of remoteAuth', () => {
  it('are complete with a server and a verifier', () => {
    expect(problemsOf({ authorizationServers: [issuer], verifier })).toEqual([]);
  });

  it('need at least one server (RS-02)', () => {
    expect(problemsOf({ authorizationServers: [], verifier })).toEqual([
      'auth.authorizationServers: needs at least one issuer',
    ]);
  });

  it('need a verifier, not another level', () => {
    const inner = remoteAuth({ authorizationServers: [issuer], verifier });
    expect(problemsOf({ authorizationServers: [issuer], verifier: inner })).toEqual([
      'auth.verifier: must be a verifier such as jwtVerifier({ ... })',
    ]);
  });

  it('name the faults of the verifier inside, together with their own', () => {
    const faulty = jwtVerifier({ issuer, audience: 'x', secret: 'short' });
    expect(problemsOf({ authorizationServers: ['http://idp.example.com'], verifier: faulty })).toEqual([
      'auth.verifier.secret: has 5 bytes; HS256 needs at least 32',
      expect.stringContaining('auth.authorizationServers.0: "http://idp.example.com" must be an https URL'),
    ]);
  });

  it('name every issuer, so that one of them can put the process into production', () => {
    const { kind, options } = remoteAuth({ authorizationServers: ['https://a.example'], verifier });
    expect(kind.issuersOf(options)).toEqual(['https://a.example', issuer]);
  });
});
