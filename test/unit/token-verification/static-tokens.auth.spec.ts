import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { staticTokens, type StaticToken, type StaticTokensOptions } from 'nestjs-mcp-auth';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { readEnvironment } from '../../../libs/mcp-auth/src/environment-options.js';
import { variablesOf } from '../../support/variables.js';
import { verifierPorts } from '../../support/verifier-ports.js';

const resource = 'https://api.example.com/mcp';
const token = 'notes_0123456789abcdefghijklmnopqrstuvwxyz';
const digest = (encoding: 'hex' | 'base64url') => createHash('sha256').update(token).digest(encoding);
const sha256 = digest('hex');
const good: StaticToken = { sha256, subject: 'report' };

function resolve(options: object, production = true) {
  const { kind, options: given } = staticTokens(options as StaticTokensOptions);
  return kind.resolve(given, { resource, production, optionPath: 'auth', insecureHosts: [] });
}

function problemsOf(options: object, production = true): readonly string[] {
  const resolution = resolve(options, production);
  return resolution.ok ? [] : resolution.problems.map(({ path, message }) => `${path}: ${message}`);
}

function verifierOf(options: object, production = true, clock = new FrozenClock()) {
  const resolution = resolve(options, production);
  if (!resolution.ok) throw new Error('The options are wrong');
  return staticTokens.kind.createVerifier(resolution.settings, verifierPorts(clock));
}

describe('the options of staticTokens', () => {
  it.each([sha256, sha256.toUpperCase(), digest('base64url')])('know a token by its digest: %s', async (said) => {
    const verifier = verifierOf({ tokens: [{ sha256: said, subject: 'report' }] });
    expect(await verifier.verify(token)).toMatchObject({ ending: 'principal', principal: { subject: 'report' } });
  });

  it('take a token as it is outside production, and know it by its digest alone', async () => {
    const options = { tokens: [{ token, subject: 'report' }] };
    expect(JSON.stringify(resolve(options, false))).not.toContain(token);
    expect(await verifierOf(options, false).verify(token)).toMatchObject({ ending: 'principal' });
  });

  it('say who calls with it', async () => {
    const described = { subject: 'report', clientId: 'cron', scopes: ['a', 'b'], roles: ['reader'], tenant: 'acme' };
    const options = { issuer: 'https://keys.example', tokens: [{ sha256, ...described, owner: 'ops@acme.test' }] };
    expect(await verifierOf(options).verify(token)).toMatchObject({
      principal: {
        ...described,
        issuer: 'https://keys.example',
        audience: [resource],
        claims: { sub: 'report', owner: 'ops@acme.test' },
      },
    });
  });

  it('give nothing that they do not say, and no end', async () => {
    const principal = { issuer: 'api-keys', clientId: undefined, scopes: [], roles: [], expiresAt: 253_402_300_799 };
    expect(await verifierOf({ tokens: [good] }).verify(token)).toMatchObject({ principal });
  });

  it.each([
    ['2030-01-31', Date.UTC(2030, 0, 31) / 1000],
    ['2030-01-31T12:00:00+02:00', Date.UTC(2030, 0, 31, 10) / 1000],
    ['2030-01-31T12:00:00.750Z', Date.UTC(2030, 0, 31, 12) / 1000],
    [1_900_000_000, 1_900_000_000],
  ])('say when it ends: %s', async (expiresAt, seconds) => {
    const verifier = verifierOf({ tokens: [{ ...good, expiresAt }] }, true, new FrozenClock(seconds * 1000 - 1));
    expect(await verifier.verify(token)).toMatchObject({ principal: { expiresAt: seconds } });
    const later = verifierOf({ tokens: [{ ...good, expiresAt }] }, true, new FrozenClock(seconds * 1000));
    expect(await later.verify(token)).toMatchObject({ ending: 'invalid', reason: 'token_expired' });
  });

  it('refuse a token as it is in production', () => {
    expect(problemsOf({ tokens: [{ token, subject: 'report' }] })).toEqual([
      'auth.tokens.0.token: must not stand in the options in production; give its digest as `sha256` (npx nestjs-mcp-auth tokens hash)',
    ]);
  });

  it('refuse one token twice, however it is said', () => {
    const tokens = [{ ...good }, { ...good, sha256: digest('base64url') }, { token, subject: 'other' }];
    expect(problemsOf({ tokens }, false)).toEqual([
      'auth.tokens.1: has the same token as entry 0',
      'auth.tokens.2: has the same token as entry 0',
    ]);
  });

  it.each([
    ['a'.repeat(31), 'must have at least 32 characters'],
    [`${'a'.repeat(32)} b`, 'has characters that no bearer token has (RFC 6750 §2.1), or too many'],
    [`x${token}`, 'must begin with `prefix`, or it never reaches this verifier'],
  ])('refuse a token that cannot be meant: %s', (text, message) => {
    const prefix = text.startsWith('x') ? 'notes_' : '';
    const problems = problemsOf({ prefix, tokens: [{ token: text, subject: 'report' }] }, false);
    expect(problems).toEqual([`auth.tokens.0.token: ${message}`]);
    expect(problems.join()).not.toContain(text);
  });

  it.each([
    {},
    { tokens: [] },
    { tokens: { [token]: { subject: 'report' } } },
    { tokens: [{ subject: 'report' }] },
    { tokens: [{ ...good, token }] },
    { tokens: [{ sha256 }] },
    { tokens: [{ ...good, subject: '' }] },
    { tokens: [{ ...good, sha256: token }] },
    { tokens: [{ ...good, sha256: `${'A'.repeat(42)}B` }] },
    { tokens: [{ ...good, scopes: ['two words'] }] },
    { tokens: [{ ...good, role: 'admin' }] },
    { tokens: [{ ...good, expiresAt: 'soon' }] },
    { tokens: [{ ...good, expiresAt: '2030-01-31T12:00:00' }] },
    { tokens: [{ ...good, expiresAt: 1_900_000_000_000 }] },
    { tokens: [good], prefix: 'two words' },
    { tokens: [good], issuer: '' },
  ])('refuse %#, and repeat no token', (options) => {
    const problems = problemsOf(options, false);
    expect(problems).toHaveLength(1);
    expect(problems.join()).not.toContain(token);
  });

  it('tell tokens by their prefix, and where there is none take every other', () => {
    const marksOf = (options: object) => {
      const resolution = resolve(options);
      return resolution.ok && staticTokens.kind.marksOf(resolution.settings);
    };
    expect(marksOf({ tokens: [good], prefix: 'notes_' })).toEqual({ issuers: [], prefixes: ['notes_'] });
    expect(marksOf({ tokens: [good] })).toEqual({ issuers: [], prefixes: [''] });
  });

  it('say nothing about whether this is production: the name of their issuer is no place', () => {
    expect(staticTokens.kind.issuersOf({ tokens: [good], issuer: 'keys' })).toEqual([]);
  });
});

describe('the variables of staticTokens', () => {
  const tokens = JSON.stringify([good]);

  it.each([
    [{ MCP_AUTH: 'static', MCP_AUTH_STATIC_TOKENS: tokens }, {}],
    [{ MCP_AUTH: 'static', MCP_AUTH_STATIC_TOKENS_FILE: '/run/tokens' }, { '/run/tokens': tokens }],
    [
      { FASTMCP_SERVER_AUTH: 'fastmcp.server.auth.providers.jwt.StaticTokenVerifier', MCP_AUTH_STATIC_TOKENS: tokens },
      {},
    ],
  ])('say the same: %#', async (variables, files) => {
    const said = { ...variables, MCP_AUTH_STATIC_PREFIX: 'notes_', MCP_AUTH_STATIC_ISSUER: 'keys' };
    const { options, problems } = await readEnvironment(variablesOf(said, files));
    expect(problems).toEqual([]);
    expect(options.auth).toMatchObject({
      kind: { name: 'static' },
      options: { tokens: [good], prefix: 'notes_', issuer: 'keys' },
    });
  });

  it('are told where they are no JSON, without what they hold', () => {
    const resolution = resolve({ tokens: token });
    expect(resolution).toMatchObject({ ok: false, problems: [{ variable: 'MCP_AUTH_STATIC_TOKENS' }] });
    expect(JSON.stringify(resolution)).not.toContain(token);
  });
});
