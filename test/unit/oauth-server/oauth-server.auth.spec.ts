import { describe, expect, it } from 'vitest';
import { oauthServer, type OAuthServerOptions } from 'nestjs-mcp-auth/oauth-server';
import { TestConsent, TestLogin, TestUsers } from '../../support/oauth-service.js';

const parts = {
  users: { useValue: new TestUsers() },
  login: { useValue: new TestLogin() },
  consent: { useValue: new TestConsent() },
};
const key = 'an encryption key that is long enough';
const database = { type: 'postgres', url: 'postgres://localhost/test' } as const;

function resolve(options: Partial<OAuthServerOptions>, resource = 'https://api.test/mcp') {
  const value = oauthServer({ dataSource: database, encryptionKeys: [key], ...parts, ...options });
  const context = { resource, production: resource.startsWith('https:'), optionPath: 'auth', insecureHosts: [] };
  return value.kind.resolve(value.options, context);
}

const problemsOf = (options: Partial<OAuthServerOptions>, resource?: string) => {
  const resolution = resolve(options, resource);
  return resolution.ok ? [] : resolution.problems.map(({ path }) => path);
};

describe('oauthServer', () => {
  it('is the issuer at the origin of the resource', () => {
    expect(resolve({})).toMatchObject({ ok: true, settings: { issuer: 'https://api.test' } });
    expect(resolve({ basePath: '/oauth' })).toMatchObject({ settings: { issuer: 'https://api.test/oauth' } });
    expect(resolve({ issuer: 'https://login.test' })).toMatchObject({ settings: { issuer: 'https://login.test' } });
  });

  it('keeps codes for a minute, access tokens for a quarter of an hour, logins for 30 and 90 days (CC-03, AS-16)', () => {
    expect(resolve({})).toMatchObject({
      settings: {
        code: { codeTtlSeconds: 60 },
        tokens: {
          accessTokenTtlSeconds: 900,
          refreshTokenIdleSeconds: 2_592_000,
          refreshTokenAbsoluteSeconds: 7_776_000,
          refreshOverlapSeconds: 30,
        },
      },
    });
  });

  it.each([
    [{ dataSource: 'memory' }, 'auth.dataSource'],
    [{ encryptionKeys: [] }, 'auth.encryptionKeys'],
    [{ encryptionKeys: ['short'] }, 'auth.encryptionKeys.0'],
    [{ issuer: 'https://login.test/' }, 'auth.issuer'],
    [{ issuer: 'http://login.test' }, 'auth.issuer'],
    [{ basePath: 'oauth' }, 'auth.basePath'],
    [{ clients: [{ clientId: 'a', redirectUris: ['javascript:alert(1)'] }] }, 'auth.clients.0.redirectUris'],
    [{ clients: [{ clientId: 'a', redirectUris: ['http://app.test/cb'] }] }, 'auth.clients.0.redirectUris'],
    [{ clients: [{ clientId: 'a', secrets: [{ value: 'short' }] }] }, 'auth.clients.0.secrets.0.value'],
    [{ clients: [{ clientId: 'a', authenticationMethod: 'client_secret_post' }] }, 'auth.clients.0.secrets'],
    [{ clients: [{ clientId: 'a', authenticationMethod: 'private_key_jwt' }] }, 'auth.clients.0.jwks'],
    [{ users: {} }, 'auth.users'],
    [{ tokens: { codeTtlSeconds: 601 } }, 'auth.tokens.codeTtlSeconds'],
  ] as [object, string][])('does not start with %j (RU-03)', (options, path) => {
    expect(problemsOf(options)).toContain(path);
  });

  it('may forget everything on one machine', () => {
    expect(problemsOf({ dataSource: 'memory', encryptionKeys: [] }, 'http://localhost:3000/mcp')).toEqual([]);
  });

  it('has no option that turns PKCE off (PK-05)', () => {
    const { options } = oauthServer({ dataSource: 'memory', ...parts });
    const resolution = oauthServer.kind.resolve({ ...options, pkce: 'off' } as OAuthServerOptions, {
      resource: 'http://localhost/mcp',
      production: false,
      insecureHosts: [],
      optionPath: 'auth',
    });
    expect(resolution.ok).toBe(false);
    expect(JSON.stringify(resolve({}))).not.toMatch(/pkce|challenge/i);
  });

  it('has an encryption key of its own beside a SQLite file, for development alone (KR-04)', () => {
    const dataSource = { type: 'better-sqlite3', database: '/data/store.sqlite' } as const;
    const resolution = resolve({ dataSource, encryptionKeys: [] }, 'http://localhost:3000/mcp');
    expect(resolution).toMatchObject({ settings: { encryption: { developmentKeyFile: '/data/store.sqlite.key' } } });
    expect(problemsOf({ dataSource, encryptionKeys: [] })).toEqual(['auth.encryptionKeys']);
    expect(problemsOf({ encryptionKeys: [] }, 'http://localhost:3000/mcp')).toEqual(['auth.encryptionKeys']);
  });
});
