import { describe, expect, it } from 'vitest';
import { principalFromClaims } from '../../../../libs/mcp-auth/src/token-verification/claims/principal-from-claims.js';
import { Everybody } from '../../../../libs/mcp-auth/src/token-verification/verifiers/everybody.verifier.js';

describe('Everybody', () => {
  const principal = principalFromClaims({ sub: 'developer', iss: 'none' });
  const verifier = new Everybody(principal);

  it('is whoever sends any token', async () => {
    expect(await verifier.verify('any')).toEqual({ ending: 'principal', principal });
  });

  it('is whoever sends none', () => {
    expect(verifier.withoutCredential()).toEqual({ ending: 'principal', principal });
  });
});
