import { describe, expect, it } from 'vitest';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { uninspected } from '../../../../libs/mcp-auth/src/identity-provider/token-inspector.js';
import { usualClaimRules } from '../../../../libs/mcp-auth/src/token-verification/claims/jwt-rules.js';
import { usualClaims } from '../../../../libs/mcp-auth/src/token-verification/claims/principal-from-claims.js';
import { everyCaller } from '../../../../libs/mcp-auth/src/token-verification/claims/accepted-callers.js';
import {
  InspectedTokenVerifier,
  type InspectionRules,
} from '../../../../libs/mcp-auth/src/token-verification/verifiers/inspected-token.verifier.js';
import { inactive, ScriptedInspector } from '../../../support/inspections.js';

const issuer = 'https://idp.example.com';
const resource = 'https://api.example.com/mcp';
const clock = new FrozenClock();
const now = clock.nowMs() / 1000;
const good = { active: true, sub: 'alice', aud: resource, exp: now + 300, client_id: 'app', scope: 'a b' };

const usual: InspectionRules = {
  issuer,
  claims: { ...usualClaimRules, audiences: [resource], clockToleranceSeconds: 5 },
  reading: { requiredScopes: [], claims: usualClaims, callers: everyCaller },
  prefix: '',
  formats: 'any',
  unexpiringSeconds: 3_600,
};

function verifierOf(answer: Readonly<Record<string, unknown>>, rules: Partial<InspectionRules> = {}) {
  const claims = Object.fromEntries(Object.entries({ ...good, ...answer }).filter(([, value]) => value !== undefined));
  const inspector = new ScriptedInspector(() => ({ found: 'active', claims }));
  return { inspector, verifier: new InspectedTokenVerifier(inspector, { ...usual, ...rules }, clock) };
}
const verify = (answer = {}, rules: Partial<InspectionRules> = {}) => verifierOf(answer, rules).verifier.verify('t');
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwtOf = (iss: unknown) => `${part({ alg: 'ES256' })}.${part({ iss })}.c2ln`;

describe('a token that its issuer calls active', () => {
  it('is that of a principal of this issuer', async () => {
    expect(await verify()).toMatchObject({
      ending: 'principal',
      principal: { issuer, subject: 'alice', clientId: 'app', scopes: ['a', 'b'], expiresAt: now + 300 },
    });
  });

  it.each([
    ['another audience (RI-05)', { aud: 'https://other.example.com' }, 'audience_not_accepted'],
    ['an audience that only begins like ours (JV-06)', { aud: `${resource}-admin` }, 'audience_not_accepted'],
    ['no audience (JV-06)', { aud: undefined }, 'audience_not_accepted'],
    ['an end that is past (RI-06)', { exp: now - 5 }, 'token_expired'],
    ['an end that is no date', { exp: 'tomorrow' }, 'lifetime_claim_invalid'],
    ['a beginning that is ahead', { nbf: now + 60 }, 'token_not_yet_valid'],
    ['no subject', { sub: undefined }, 'subject_missing'],
    ['an empty subject', { sub: '' }, 'subject_missing'],
    ['the type of a refresh token', { token_type: 'refresh_token' }, 'token_type_not_accepted'],
    ['the use of a refresh token', { token_use: 'refresh' }, 'token_type_not_accepted'],
    ['the kind of a refresh token', { typ: 'Refresh' }, 'token_type_not_accepted'],
    ['the kind of an offline token', { typ: 'Offline' }, 'token_type_not_accepted'],
    ['the use of an ID token', { token_use: 'id' }, 'token_type_not_accepted'],
    ['a key to which it is bound (RFC 9449 §6)', { cnf: { jkt: 'x' } }, 'token_is_sender_constrained'],
    ['a key to which it is bound, also an empty one', { cnf: {} }, 'token_is_sender_constrained'],
    ['another issuer', { iss: 'https://evil.test' }, 'issuer_not_accepted'],
    ['another issuer by a slash', { iss: `${issuer}/` }, 'issuer_not_accepted'],
    ['an issuer that is null', { iss: null }, 'issuer_not_accepted'],
  ])('is refused with %s', async (_, answer, reason) => {
    expect(await verify(answer)).toMatchObject({ ending: 'invalid', reason });
  });

  it.each([{ token_type: 'Bearer' }, { token_type: 'access_token' }, { token_use: 'access' }, { iss: issuer }])(
    'is taken with %j',
    async (answer) => {
      expect(await verify(answer)).toMatchObject({ ending: 'principal' });
    },
  );

  it.each([undefined, null])('counts for the time that the operator says where its end is %j', async (exp) => {
    expect(await verify({ exp })).toMatchObject({ ending: 'principal', principal: { expiresAt: now + 3_600 } });
  });

  it('that lacks a scope is a good one all the same', async () => {
    const reading = { ...usual.reading, requiredScopes: ['b', 'c'] };
    expect(await verify({}, { reading })).toMatchObject({ ending: 'insufficient', requiredScopes: ['b', 'c'] });
  });

  it('of another audience is bad, whatever scope it lacks', async () => {
    const reading = { ...usual.reading, requiredScopes: ['c'] };
    expect(await verify({ aud: 'x' }, { reading })).toMatchObject({ ending: 'invalid' });
  });
});

describe('where tokens need no audience, a token', () => {
  const rules: Partial<InspectionRules> = {
    claims: { ...usual.claims, audienceClaim: 'optional' },
    reading: { ...usual.reading, callers: { clientIds: ['app'], tenants: ['ours'] } },
  };

  it('of a client and a tenant that are ours is taken without one (MX-04)', async () => {
    expect(await verify({ aud: undefined, tid: 'ours' }, rules)).toMatchObject({ ending: 'principal' });
  });

  it.each([
    ['of another client', { client_id: 'other' }, 'client_not_accepted'],
    ['of no client', { client_id: undefined }, 'client_not_accepted'],
    ['of another tenant (MX-04)', { tid: 'theirs' }, 'tenant_not_accepted'],
    ['of no tenant (MX-04)', { tid: undefined }, 'tenant_not_accepted'],
    ['for another audience', { aud: 'https://other.example.com' }, 'audience_not_accepted'],
  ])('%s is refused', async (_, answer, reason) => {
    expect(await verify({ aud: undefined, tid: 'ours', ...answer }, rules)).toMatchObject({ reason });
  });
});

describe('an issuer is never shown', () => {
  it.each([
    ['a JWT of another issuer', jwtOf('https://evil.test'), {}, 'issuer_not_accepted'],
    ['a JWT of nobody', jwtOf(undefined), {}, 'issuer_not_accepted'],
    ['a JWT whose issuer differs by a slash', jwtOf(`${issuer}/`), {}, 'issuer_not_accepted'],
    ['its own JWT, where another verifier takes those', jwtOf(issuer), { formats: 'opaque' }, 'token_malformed'],
    ['a token without its prefix', 'gho_x', { prefix: 'p_' }, 'token_malformed'],
    ['a token with its prefix elsewhere', 'x_p_', { prefix: 'p_' }, 'token_malformed'],
  ] as const)('%s', async (_, token, rules, reason) => {
    const { inspector, verifier } = verifierOf({}, rules);
    expect([await verifier.verify(token), inspector.asked]).toEqual([
      expect.objectContaining({ ending: 'invalid', reason }),
      [],
    ]);
  });
});

describe('an issuer is shown', () => {
  it.each([
    ['its own JWT', jwtOf(issuer), {}],
    ['a token with its prefix', 'p_x', { prefix: 'p_' }],
    ['three words that are no JWT', 'a.b.c', { formats: 'opaque' }],
  ] as const)('%s, and all of it', async (_, token, rules) => {
    const { inspector, verifier } = verifierOf({}, rules);
    await verifier.verify(token);
    expect(inspector.asked).toEqual([token]);
  });
});

describe('an issuer that', () => {
  it('calls a token inactive makes it a bad one', async () => {
    const verifier = new InspectedTokenVerifier(new ScriptedInspector(() => inactive), usual, clock);
    expect(await verifier.verify('t')).toEqual({ ending: 'invalid', reason: 'token_inactive' });
  });

  it('cannot tell never makes a token a bad one (RI-05)', async () => {
    const inspector = new ScriptedInspector(() => uninspected('status 500', '7'));
    expect(await new InspectedTokenVerifier(inspector, usual, clock).verify('t')).toEqual({
      ending: 'unavailable',
      reason: 'issuer_unreachable',
      retryAfterSeconds: 7,
      details: { cause: 'status 500' },
    });
  });
});
