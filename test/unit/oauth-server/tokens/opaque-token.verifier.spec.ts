import { describe, expect, it } from 'vitest';
import { invalid } from '../../../../libs/mcp-auth/src/core/verification.js';
import { StoreError } from '../../../../libs/mcp-auth/src/oauth-server/repositories/store-error.js';
import { OpaqueTokenVerifier } from '../../../../libs/mcp-auth/src/oauth-server/tokens/opaque-token.verifier.js';
import { OwnAccessTokens } from '../../../../libs/mcp-auth/src/oauth-server/tokens/own-access-tokens.js';
import { FixedVerifier } from '../../../support/fixed-verifier.js';
import { TokenEngine } from '../../../support/token-engine.js';

const resource = 'https://api.test/mcp';

/** An access token of a login, and the verifier of a resource. */
async function issued(audience = resource) {
  const engine = new TokenEngine();
  const family = await engine.begin('a code');
  const { accessToken } = await engine.redeem('a code');
  const tokens = new OwnAccessTokens(engine.store, new FixedVerifier(invalid('token_malformed')), engine.clock);
  return { engine, family, token: accessToken, verifier: new OpaqueTokenVerifier(() => tokens, [audience]) };
}

describe('an opaque access token of this server', () => {
  it('is good for the resource that it was issued for', async () => {
    const { verifier, token } = await issued();
    const found = { ending: 'principal', principal: { subject: 'alice', clientId: 'cli', scopes: ['notes:read'] } };
    expect(await verifier.verify(token)).toMatchObject(found);
  });

  it('is not good for another resource (RS-06)', async () => {
    const { verifier, token } = await issued('https://api.test/mcp/hr');
    expect(await verifier.verify(token)).toMatchObject({ ending: 'invalid', reason: 'audience_not_accepted' });
  });

  it('is not good when its time is over', async () => {
    const { engine, verifier, token } = await issued();
    engine.clock.advanceMs(900_000);
    expect(await verifier.verify(token)).toMatchObject({ ending: 'invalid', reason: 'token_unknown' });
  });

  it('dies with the grant that it came of', async () => {
    const { engine, family, verifier, token } = await issued();
    await engine.store.families.revoke(family.id, engine.clock.nowMs());
    expect(await verifier.verify(token)).toMatchObject({ ending: 'invalid', reason: 'token_unknown' });
  });

  it('is unknown where it was never issued', async () => {
    const { verifier } = await issued();
    expect(await verifier.verify('mcpat_never')).toMatchObject({ ending: 'invalid', reason: 'token_unknown' });
  });

  it('is neither good nor bad while the store cannot be asked', async () => {
    const { engine, verifier, token } = await issued();
    engine.store.opaqueTokens.find = () => Promise.reject(new StoreError('gone'));
    expect(await verifier.verify(token)).toEqual({
      ending: 'unavailable',
      reason: 'token_store_unreachable',
      retryAfterSeconds: 5,
    });
  });
});
