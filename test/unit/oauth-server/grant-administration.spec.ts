import { describe, expect, it } from 'vitest';
import { GrantAdministration, type Grants } from '../../../libs/mcp-auth/src/oauth-server/grant-administration.js';
import { FamilyEnd } from '../../../libs/mcp-auth/src/oauth-server/tokens/family-end.js';
import { RealRandomness, TokenEngine } from '../../support/token-engine.js';

function administrationOf({ store, revocations, clock, audit }: TokenEngine): GrantAdministration {
  return new GrantAdministration(store, new FamilyEnd(store, revocations, clock, audit), new RealRandomness());
}

describe('an administrator who ends logins', () => {
  it('has each of them in the audit trail, under one id', async () => {
    const engine = new TokenEngine();
    const logins = [await engine.loggedIn(), await engine.loggedIn()];
    await administrationOf(engine).end({ subject: 'alice' });
    const ends = engine.audit.named('grant_ended') as { grantId: string; cause: string; correlationId: string }[];
    expect(ends.map(({ grantId }) => grantId)).toEqual(logins.map(({ family }) => family.id));
    expect(new Set(ends.map(({ cause, correlationId }) => `${cause} ${correlationId}`)).size).toBe(1);
  });

  it('can refresh none of them', async () => {
    const engine = new TokenEngine();
    const { refreshToken } = await engine.loggedIn();
    await administrationOf(engine).end({ clientId: 'cli' });
    await expect(engine.rotate(refreshToken)).rejects.toMatchObject({ reason: 'grant_revoked' });
  });

  it('ends nothing where nobody is named, though a type was circumvented', async () => {
    const engine = new TokenEngine();
    await engine.loggedIn();
    const unnamed = { subject: undefined } as unknown as Grants;
    await expect(administrationOf(engine).end(unnamed)).rejects.toThrow(TypeError);
    expect(engine.audit.events).toEqual([]);
  });

  it('is told that an unknown one was no login', async () => {
    await expect(administrationOf(new TokenEngine()).end({ grantId: 'unknown' })).resolves.toBe(0);
  });
});
