import { describe, expect, it } from 'vitest';
import { noAuth, type NoAuthOptions } from 'nestjs-mcp-auth';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { verifierPorts } from '../../support/verifier-ports.js';

const resource = 'http://localhost:3000/mcp';

function resolve(options: NoAuthOptions, production = false) {
  const { kind, options: given } = noAuth(options);
  return kind.resolve(given, { resource, production, optionPath: 'auth', insecureHosts: [] });
}

function verifierOf(options: NoAuthOptions) {
  const resolution = resolve(options);
  if (!resolution.ok) throw new Error('The options are wrong');
  const verifier = noAuth(options).kind.createVerifier?.(resolution.settings, verifierPorts(new FrozenClock()));
  if (verifier === undefined) throw new Error('There is no verifier');
  return verifier;
}

describe('noAuth', () => {
  it('is refused in production', () => {
    expect(resolve({}, true)).toEqual({
      ok: false,
      problems: [expect.objectContaining({ path: 'auth', variable: 'MCP_AUTH' })],
    });
  });

  it('takes everybody for one principal that may nothing which needs a scope or a role', () => {
    expect(verifierOf({}).withoutCredential()).toMatchObject({
      ending: 'principal',
      principal: { subject: 'anonymous', issuer: 'none', scopes: [], roles: [] },
    });
  });

  it('gives everybody what the options say', () => {
    const options = { subject: 'developer', scopes: ['notes:read', 'notes:write'], roles: ['editor'] };
    expect(verifierOf(options).withoutCredential()).toMatchObject({ ending: 'principal', principal: options });
  });

  it('lets everybody stay: streams end with `expiresAt`', () => {
    const principal = { expiresAt: Date.UTC(9999, 11, 31, 23, 59, 59) / 1000 };
    expect(verifierOf({}).withoutCredential()).toMatchObject({ principal });
  });

  it('does not look at tokens', async () => {
    const verifier = verifierOf({});
    expect(await verifier.verify('whatever')).toEqual(verifier.withoutCredential());
  });

  it.each([{ scopes: ['two words'] }, { subject: '' }, { roles: [''] }, { role: 'editor' }])(
    'refuses %j',
    (options) => {
      expect(resolve(options as NoAuthOptions).ok).toBe(false);
    },
  );
});
