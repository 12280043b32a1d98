import { describe, expect, it } from 'vitest';
import { NoClientAuthentication } from '../../../../../libs/mcp-auth/src/oauth-server/clients/authentication/none.client-auth.js';

describe('a public client', () => {
  it('shows its name and nothing else', async () => {
    const authentication = new NoClientAuthentication();
    expect(authentication).toMatchObject({ method: 'none', by: 'client_id' });
    await expect(authentication.authenticate()).resolves.toBeUndefined();
  });
});
