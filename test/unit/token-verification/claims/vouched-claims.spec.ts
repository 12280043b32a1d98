import { describe, expect, it } from 'vitest';
import { verifiedClaims } from '../../../../libs/mcp-auth/src/token-verification/claims/vouched-claims.js';

const nowSeconds = 1_800_000_000;
const resource = 'https://api.example.com/mcp';
const good = { sub: 'alice', iss: 'https://idp.example.com', exp: nowSeconds + 1 };
const verify = (changes: object, issuers: readonly string[] = []) =>
  verifiedClaims({ ...good, ...changes }, { issuers, audiences: [resource] }, nowSeconds);

describe('claims for which the application vouches', () => {
  it('are those of a principal', () => {
    expect(verify({ scope: 'a b', roles: ['editor'], client_id: 'cli', tid: 'acme' })).toMatchObject({
      ending: 'principal',
      principal: {
        subject: 'alice',
        issuer: 'https://idp.example.com',
        scopes: ['a', 'b'],
        roles: ['editor'],
        clientId: 'cli',
        tenant: 'acme',
        expiresAt: nowSeconds + 1,
      },
    });
  });

  it.each([
    ['subject_missing', { sub: undefined }],
    ['subject_missing', { sub: '' }],
    ['subject_missing', { sub: 7 }],
    ['issuer_not_accepted', { iss: undefined }],
    ['issuer_not_accepted', { iss: '' }],
    ['issuer_not_accepted', { iss: ['https://idp.example.com'] }],
    ['lifetime_claim_invalid', { exp: undefined }],
    ['lifetime_claim_invalid', { exp: String(nowSeconds + 60) }],
    ['lifetime_claim_invalid', { exp: Number.NaN }],
    ['lifetime_claim_invalid', { exp: (nowSeconds + 60) * 1000 }],
    ['token_expired', { exp: nowSeconds }],
    ['token_not_yet_valid', { nbf: nowSeconds + 60 }],
    ['token_issued_in_future', { iat: nowSeconds + 60 }],
    ['audience_not_accepted', { aud: 'https://other.example.com' }],
    ['audience_not_accepted', { aud: [] }],
    ['token_is_sender_constrained', { cnf: { jkt: 'x' } }],
  ])('are refused, with the reason: %s %j (JV-06, JV-08)', (reason, changes) => {
    expect(verify(changes)).toMatchObject({ ending: 'invalid', reason });
  });

  it.each([{ aud: resource }, { aud: ['other', resource] }, {}, { iat: nowSeconds + 5 }])('are good: %j', (changes) => {
    expect(verify(changes)).toMatchObject({ ending: 'principal' });
  });

  it('may be of the named issuers alone, where there are some (MX-01)', () => {
    expect(verify({}, ['https://idp.example.com'])).toMatchObject({ ending: 'principal' });
    expect(verify({}, ['https://other.example.com'])).toMatchObject({
      reason: 'issuer_not_accepted',
      details: { expected: ['https://other.example.com'], found: 'https://idp.example.com' },
    });
  });

  it('stay the property of the application: they are copied, and only what they have themselves counts', () => {
    const department = { name: 'hr' };
    verify({ department });
    expect(Object.isFrozen(department)).toBe(false);
    const inherited = Object.create(good) as Record<string, unknown>;
    expect(verifiedClaims(inherited, { issuers: [], audiences: [] }, nowSeconds)).toMatchObject({ ending: 'invalid' });
  });

  it('are refused with an error where JSON cannot hold them', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    expect(() => verify({ circle })).toThrow('circular');
  });
});
