import { describe, expect, it } from 'vitest';
import type { Principal } from 'nestjs-mcp-auth';
import { renderBearerRefusal } from '../../../libs/mcp-auth/src/http/bearer-refusal.js';

const settings = {
  requiredScopes: [],
  offeredScopes: () => ['notes:read'],
  challengeScopes: 'operation+granted',
  advertised: (scope: string) => scope,
  resourceMetadataUrl: 'https://h/.well-known/oauth-protected-resource/mcp',
} as const;
const metadata = `resource_metadata="${settings.resourceMetadataUrl}"`;
const principal = { scopes: ['notes:read', 'extra'] } as unknown as Principal;

describe('a refusal', () => {
  it('of a request without a token is a challenge without an error (RS-08)', () => {
    expect(renderBearerRefusal({ ending: 'invalid', reason: 'credential_missing' }, settings)).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': `Bearer scope="notes:read", ${metadata}` },
    });
  });

  it('of a bad token says invalid_token (RS-06)', () => {
    const { status, headers } = renderBearerRefusal({ ending: 'invalid', reason: 'signature_invalid' }, settings);
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toMatch(/^Bearer error="invalid_token", error_description="[^"]+", scope=/);
  });

  it('of a malformed credential is 400 invalid_request (RS-23)', () => {
    const { status, error } = renderBearerRefusal({ ending: 'invalid', reason: 'credential_repeated' }, settings);
    expect([status, error]).toEqual([400, 'invalid_request']);
  });

  it('for a scope names all that the operation needs and what the token has (RS-11, RS-12)', () => {
    const refused = { ending: 'insufficient', principal, requiredScopes: ['notes:write', 'notes:read'] } as const;
    expect(renderBearerRefusal(refused, settings).headers['www-authenticate']).toBe(
      `Bearer error="insufficient_scope", error_description="The access token lacks a scope", ` +
        `scope="notes:write notes:read extra", ${metadata}`,
    );
  });

  it('names what the authorization server needs besides, in its own words and once', () => {
    const own = {
      ...settings,
      advertised: (scope: string) => `api/${scope}`,
      furtherScopes: ['openid', 'api/notes:read'],
    };
    const scopeOf = (
      refused: Parameters<typeof renderBearerRefusal>[0],
      challengeScopes: 'operation' | 'operation+granted' = 'operation+granted',
    ) =>
      /scope="([^"]*)"/.exec(
        renderBearerRefusal(refused, { ...own, challengeScopes }).headers['www-authenticate'] ?? '',
      )?.[1];
    const insufficient = { ending: 'insufficient', principal, requiredScopes: ['notes:write'] } as const;
    expect([
      scopeOf({ ending: 'invalid', reason: 'credential_missing' }),
      scopeOf(insufficient),
      scopeOf(insufficient, 'operation'),
    ]).toEqual([
      'api/notes:read openid',
      'api/notes:write openid api/notes:read api/extra',
      'api/notes:write openid api/notes:read',
    ]);
  });

  it('for a scope can leave out what the token has', () => {
    const refused = { ending: 'insufficient', principal, requiredScopes: ['notes:write'] } as const;
    const { headers } = renderBearerRefusal(refused, { ...settings, challengeScopes: 'operation' });
    expect(headers['www-authenticate']).toContain('scope="notes:write",');
  });

  it.each([
    ['names all that the token has while that is short enough for a header', 2_048, true],
    ['names the scopes of the operation alone where those of the token are too long for a header', 2_049, false],
  ])('for a scope %s', (_, length, isNamed) => {
    const granted = ['extra', 'x'.repeat(length - 'notes:write extra '.length)];
    const refused = {
      ending: 'insufficient',
      principal: { scopes: granted } as unknown as Principal,
      requiredScopes: ['notes:write'],
    } as const;
    const { headers, scope } = renderBearerRefusal(refused, settings);
    expect(scope).toBe(isNamed ? ['notes:write', ...granted].join(' ') : 'notes:write');
    expect(headers['www-authenticate']).toContain(`scope="${scope}"`);
  });

  it('for a scope is measured in the form in which clients ask for it', () => {
    const long = { ...settings, advertised: (scope: string) => `${scope}${'x'.repeat(1_100)}` };
    const refused = { ending: 'insufficient', principal, requiredScopes: ['notes:write'] } as const;
    expect(renderBearerRefusal(refused, long).scope).not.toContain('extra');
  });

  it('is the same each time (RS-13)', () => {
    const refused = { ending: 'insufficient', principal, requiredScopes: ['b', 'a'] } as const;
    expect(renderBearerRefusal(refused, settings)).toEqual(renderBearerRefusal(refused, settings));
  });

  it('for want of the issuer is 503 with a time to come back and no challenge', () => {
    const refused = { ending: 'unavailable', reason: 'keys_unreachable', retryAfterSeconds: 3 } as const;
    const { status, headers } = renderBearerRefusal(refused, settings);
    expect([status, headers]).toEqual([503, { 'retry-after': '3', 'cache-control': 'no-store' }]);
  });

  it('at level 1 names no metadata', () => {
    const { headers } = renderBearerRefusal(
      { ending: 'invalid', reason: 'credential_missing' },
      { requiredScopes: [], offeredScopes: () => [], challengeScopes: 'operation', advertised: (scope) => scope },
    );
    expect(headers['www-authenticate']).toBe('Bearer realm="mcp"');
  });
});
