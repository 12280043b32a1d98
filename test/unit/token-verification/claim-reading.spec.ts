import { describe, expect, it } from 'vitest';
import {
  cacheBoundsOf,
  claimRulesOf,
  readingOf,
  scopeToClient,
  type ClaimSettings,
} from '../../../libs/mcp-auth/src/token-verification/claim-reading.js';
import { usualClaims } from '../../../libs/mcp-auth/src/token-verification/claims/principal-from-claims.js';

const settings: ClaimSettings = {
  requiredScopes: ['a'],
  requiredClaims: ['email'],
  requiredClaimValues: { token_use: ['access'] },
  allowedClientIds: ['app'],
  allowedTenants: ['ours'],
  audienceClaim: 'optional',
  clockToleranceSeconds: 7,
  cacheMaxAgeSeconds: 30,
  cacheMaxTokens: 9,
};

describe('what a verifier reads', () => {
  it('is what most issuers write, where the options say nothing', () => {
    expect(readingOf({}, settings).claims).toEqual(usualClaims);
  });

  it('is one place for each where the options name it', () => {
    const named = { scopeClaim: 's', roleClaim: 'r', subjectClaim: 'u', clientIdClaim: 'c', tenantClaim: 't' };
    expect(readingOf(named, settings).claims).toMatchObject({
      scopes: ['s'],
      roles: ['r'],
      subject: ['u'],
      clientId: ['c'],
      tenant: ['t'],
    });
  });

  it('is every claim of roles, in their shape, and further scopes', () => {
    const options = {
      roleClaim: 'r',
      roleClaims: ['x', ['y', 'z']],
      roleShape: 'members',
      furtherScopeClaims: ['p'],
    } as const;
    expect(readingOf(options, settings).claims).toMatchObject({
      roles: ['x', ['y', 'z']],
      roleShape: 'members',
      furtherScopes: ['p'],
    });
  });

  it('is followed by who is let in', () => {
    expect(readingOf({}, settings)).toMatchObject({
      requiredScopes: ['a'],
      callers: { clientIds: ['app'], tenants: ['ours'] },
    });
  });
});

describe('scopes that are called otherwise in tokens', () => {
  const scopeTranslation = { fromToken: (scope: string) => scope.slice(2), toClient: (scope: string) => `x/${scope}` };

  it('are translated on their way in', () => {
    expect(readingOf({ scopeTranslation }, settings).claims.scopeFromToken('x/a')).toBe('a');
  });

  it('are translated on their way out', () => {
    expect(scopeToClient({ scopeTranslation })('a')).toBe('x/a');
  });

  it('are left as they are where nobody says how', () => {
    expect([scopeToClient({})('a'), readingOf({}, settings).claims.scopeFromToken('a')]).toEqual(['a', 'a']);
  });
});

describe('what claims must fulfil', () => {
  it('is all that the options demand', () => {
    expect(claimRulesOf(settings)).toEqual({
      requiredClaims: ['email'],
      requiredClaimValues: { token_use: ['access'] },
      audienceClaim: 'optional',
      clockToleranceSeconds: 7,
    });
  });

  it('is remembered within the bounds of the options', () => {
    expect(cacheBoundsOf(settings)).toEqual({ maxTokens: 9, maxAgeSeconds: 30 });
  });
});
