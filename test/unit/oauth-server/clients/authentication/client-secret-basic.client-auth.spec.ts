import { describe, expect, it } from 'vitest';
import { ClientSecretBasicAuthentication } from '../../../../../libs/mcp-auth/src/oauth-server/clients/authentication/client-secret-basic.client-auth.js';
import { digestOf } from '../../../../../libs/mcp-auth/src/core/secret-digest.js';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { testClient } from '../../../../support/authorization.js';

const clock = new FrozenClock();
const authentication = new ClientSecretBasicAuthentication(clock);
const authenticate = (secret: string, expiresAtMs?: number) =>
  authentication.authenticate(
    { ...testClient, secrets: [{ digest: digestOf('the secret'), expiresAtMs }, { digest: digestOf('the next one') }] },
    { by: authentication.by, clientId: 'cli', secret },
  );

describe('client_secret_basic', () => {
  it('takes every secret of the client, the old one while the new one is brought in (CA-09)', async () => {
    await expect(authenticate('the secret')).resolves.toBeUndefined();
    await expect(authenticate('the next one')).resolves.toBeUndefined();
  });

  it('refuses another one (CA-01)', async () => {
    await expect(authenticate('a guess')).rejects.toMatchObject({ reason: 'client_secret_wrong' });
  });

  it('refuses one that has expired (CA-01, CA-09)', async () => {
    await expect(authenticate('the secret', clock.nowMs())).rejects.toMatchObject({ reason: 'client_secret_wrong' });
    await expect(authenticate('the secret', clock.nowMs() + 1)).resolves.toBeUndefined();
  });
});
