import { describe, expect, it } from 'vitest';
import type { Principal } from '../../../../libs/mcp-auth/src/core/principal.js';
import { UnrevokedTokenVerifier } from '../../../../libs/mcp-auth/src/oauth-server/tokens/unrevoked-token.verifier.js';
import { FixedVerifier } from '../../../support/fixed-verifier.js';
import { TokenEngine } from '../../../support/token-engine.js';

const principal = (grantId: string): Principal => ({
  subject: 'alice',
  issuer: 'https://api.test',
  clientId: 'cli',
  scopes: [],
  roles: [],
  audience: ['https://api.test/mcp'],
  expiresAt: 2_000_000_000,
  claims: { grant_id: grantId },
  tenant: undefined,
  actor: [],
});

const asked = async (grantId: string, prepare: (engine: TokenEngine) => Promise<void> | void) => {
  const engine = new TokenEngine();
  await prepare(engine);
  const inner = new FixedVerifier({ ending: 'principal', principal: principal(grantId) });
  return new UnrevokedTokenVerifier(inner, () => engine.revocations).verify('token');
};

describe('a verified token', () => {
  it('of a grant that lives is good', async () => {
    await expect(asked('g', (engine) => engine.revocations.read())).resolves.toMatchObject({ ending: 'principal' });
  });

  it('of a grant that was ended is refused (RI-04)', async () => {
    const ended = (engine: TokenEngine) => engine.revocations.announce({ of: 'grant', grantId: 'g', recordedAgoMs: 0 });
    await expect(asked('g', ended)).resolves.toEqual({ ending: 'invalid', reason: 'token_revoked' });
  });

  it('is no bad token where nobody knows what is revoked', async () => {
    await expect(asked('g', () => undefined)).resolves.toMatchObject({
      ending: 'unavailable',
      reason: 'revocations_unreachable',
    });
  });
});

describe('what is refused already', () => {
  it('stays refused for its own reason', async () => {
    const inner = new FixedVerifier({ ending: 'invalid', reason: 'token_expired' });
    const verifier = new UnrevokedTokenVerifier(inner, () => new TokenEngine().revocations);
    await expect(verifier.verify('token')).resolves.toEqual({ ending: 'invalid', reason: 'token_expired' });
  });
});
