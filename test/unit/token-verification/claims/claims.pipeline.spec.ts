import { describe, expect, it } from 'vitest';
import {
  afterInspection,
  afterSignature,
  beforeSignature,
  firstObjection,
  objectionToCaller,
} from '../../../../libs/mcp-auth/src/token-verification/claims/claims.pipeline.js';
import { principalOf } from '../../../support/calling-principal.js';
import { jwt, nowSeconds } from '../../../support/jwt-under-check.js';

const reasonBy = (checks: typeof beforeSignature, token: ReturnType<typeof jwt>) =>
  firstObjection(checks, token)?.reason;

/** Each has one fault, to which one check of its list objects, and none of the other list. */
const toldBeforeTheSignature = [
  ['algorithm_not_allowed', jwt({ header: { algorithm: 'HS256' } })],
  ['critical_header_not_understood', jwt({ header: { hasCritical: true } })],
  ['token_type_not_accepted', jwt({ header: { type: 'logout+jwt' } })],
] as const;

const toldAfterTheSignature = [
  ['audience_not_accepted', jwt({ claims: { aud: 'https://other.example.com' } })],
  ['token_expired', jwt({ claims: { exp: nowSeconds - 60 } })],
  ['token_type_not_accepted', jwt({ claims: { nonce: 'n' } })],
  ['token_is_sender_constrained', jwt({ claims: { cnf: { jkt: 'x' } } })],
  ['required_claim_missing', jwt({ rules: { requiredClaims: ['email'] } })],
  ['claim_not_accepted', jwt({ rules: { requiredClaimValues: { token_use: ['access'] } } })],
] as const;

const toldAfterAnInspection = [
  ['audience_not_accepted', jwt({ claims: { aud: 'https://other.example.com' } })],
  ['token_expired', jwt({ claims: { exp: nowSeconds - 60 } })],
  ['token_type_not_accepted', jwt({ claims: { token_type: 'refresh_token' } })],
  ['token_is_sender_constrained', jwt({ claims: { cnf: { jkt: 'x' } } })],
  ['required_claim_missing', jwt({ rules: { requiredClaims: ['email'] } })],
  ['claim_not_accepted', jwt({ rules: { requiredClaimValues: { token_use: ['access'] } } })],
] as const;

describe('the checks of what an issuer answers', () => {
  it.each(toldAfterAnInspection)('tell %s', (reason, under) => {
    expect([firstObjection(afterInspection, jwt()), firstObjection(afterInspection, under)?.reason]).toEqual([
      undefined,
      reason,
    ]);
  });

  it('have a test each', () => {
    expect(afterInspection).toHaveLength(toldAfterAnInspection.length);
  });
});

describe('the checks of who calls', () => {
  const accepted = { clientIds: ['our-app'], tenants: ['tenant-1'] };
  const caller = { client_id: 'our-app', tid: 'tenant-1' };

  it.each([
    [undefined, caller],
    ['subject_missing', { ...caller, sub: undefined }],
    ['client_not_accepted', { ...caller, client_id: 'their-app' }],
    ['tenant_not_accepted', { ...caller, tid: 'tenant-2' }],
  ])('tell %s', (reason, claims) => {
    expect(objectionToCaller(principalOf(claims), accepted)?.reason).toBe(reason);
  });
});

describe('the checks of a JWT', () => {
  it('object to nothing in a good token', () => {
    expect([reasonBy(beforeSignature, jwt()), reasonBy(afterSignature, jwt())]).toEqual([undefined, undefined]);
  });

  it.each(toldBeforeTheSignature)('tell %s before a key is asked for', (reason, token) => {
    expect([reasonBy(beforeSignature, token), reasonBy(afterSignature, token)]).toEqual([reason, undefined]);
  });

  it.each(toldAfterTheSignature)('tell %s of tokens of the issuer alone: %#', (reason, token) => {
    expect([reasonBy(beforeSignature, token), reasonBy(afterSignature, token)]).toEqual([undefined, reason]);
  });

  it('have a test each', () => {
    expect([beforeSignature.length, afterSignature.length]).toEqual([
      toldBeforeTheSignature.length,
      toldAfterTheSignature.length,
    ]);
  });

  it('stop at the first objection, in their order', () => {
    const token = jwt({ claims: { nonce: 'n', aud: 'https://other.example.com' } });
    expect(reasonBy(afterSignature, token)).toBe('audience_not_accepted');
  });
});
