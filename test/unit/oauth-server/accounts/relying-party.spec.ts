import { describe, expect, it } from 'vitest';
import { relyingPartyId } from '../../../../libs/mcp-auth/src/oauth-server/accounts/relying-party.js';

describe('the id under which browsers keep passkeys (WebAuthn §5.1.2)', () => {
  it.each([
    ['https://api.example.com', 'api.example.com'],
    ['https://api.example.com:8443/oauth', 'api.example.com'],
    ['http://localhost:3000', 'localhost'],
    ['http://notes.localhost:3000', 'notes.localhost'],
  ])('of %s is %s', (issuer, id) => expect(relyingPartyId(issuer)).toBe(id));

  it.each(['http://127.0.0.1:3000', 'https://192.0.2.7', 'http://[::1]:3000', 'http://api.example.com'])(
    'is none for %s, where no browser takes a passkey',
    (issuer) => expect(relyingPartyId(issuer)).toBeUndefined(),
  );
});
