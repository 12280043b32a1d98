import { describe, expect, it } from 'vitest';
import { debugVerifier } from 'nestjs-mcp-auth';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { readEnvironment } from '../../../libs/mcp-auth/src/environment-options.js';
import { variablesOf } from '../../support/variables.js';
import { verifierPorts } from '../../support/verifier-ports.js';

const resource = 'http://localhost:3000/mcp';

function resolve(options: object, production = false, optionPath = 'auth') {
  const { kind, options: given } = debugVerifier(options);
  return kind.resolve(given, { resource, production, optionPath, insecureHosts: [] });
}

function verifierOf(options: object) {
  const resolution = resolve(options);
  if (!resolution.ok) throw new Error('The options are wrong');
  return debugVerifier.kind.createVerifier(resolution.settings, verifierPorts(new FrozenClock()));
}

describe('debugVerifier', () => {
  it.each(['auth', 'auth.verifier'])('is refused in production, also inside another kind: %s', (optionPath) => {
    expect(resolve({}, true, optionPath)).toEqual({
      ok: false,
      problems: [
        {
          path: optionPath,
          message: 'must not be debugVerifier in production: whatever the token says, it lets callers in',
          variable: 'MCP_AUTH',
        },
      ],
    });
  });

  it('takes every token for that of one caller, who may nothing, but needs one', async () => {
    const verifier = verifierOf({});
    expect(await verifier.verify('whatever')).toMatchObject({
      ending: 'principal',
      principal: { subject: 'debug', issuer: 'debug', scopes: [], roles: [], audience: [resource] },
    });
    expect(await verifier.verify('')).toMatchObject({ reason: 'token_unknown' });
    expect(verifier.withoutCredential()).toMatchObject({ reason: 'credential_missing' });
  });

  it('gives the caller what the options say, and `accept` what it says itself', async () => {
    const caller = { subject: 'alice', clientId: 'cli', scopes: ['a'], roles: ['editor'], tenant: 'acme' };
    const accept = (token: string) => token === 'yes' || { subject: 'bob', scopes: ['b'] };
    const verifier = verifierOf({ ...caller, accept });
    expect(await verifier.verify('yes')).toMatchObject({ principal: caller });
    expect(await verifier.verify('bob')).toMatchObject({ principal: { ...caller, subject: 'bob', scopes: ['b'] } });
  });

  it('is said by the environment', async () => {
    const variables = { MCP_AUTH: 'debug', MCP_AUTH_DEBUG_SUBJECT: 'alice', MCP_AUTH_DEBUG_SCOPES: 'a b' };
    const { options, problems } = await readEnvironment(variablesOf(variables));
    expect(problems).toEqual([]);
    expect(options.auth).toMatchObject({ kind: { name: 'debug' }, options: { subject: 'alice', scopes: ['a', 'b'] } });
  });

  it.each([{ accept: true }, { subject: '' }, { scopes: ['two words'] }, { scope: 'a' }])('refuses %j', (options) => {
    expect(resolve(options).ok).toBe(false);
  });
});
