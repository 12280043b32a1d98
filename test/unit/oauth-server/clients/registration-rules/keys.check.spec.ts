import { describe, expect, it } from 'vitest';
import { checkKeys } from '../../../../../libs/mcp-auth/src/oauth-server/clients/registration-rules/keys.check.js';
import { refusalIn } from '../../../../support/authorization.js';
import { described } from '../../../../support/registration.js';

const publicKey = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' };
const signing = { token_endpoint_auth_method: 'private_key_jwt' };
const refusal = (changes: Readonly<Record<string, unknown>>) => refusalIn(() => checkKeys(described(changes)));

describe('the keys of a client that registers', () => {
  it('may be given, or be published', () => {
    expect(refusal({ ...signing, jwks: { keys: [publicKey] } })).toBeUndefined();
    expect(refusal({ ...signing, jwks_uri: 'https://app.test/keys' })).toBeUndefined();
  });

  it('may not be both (DR-03)', () => {
    const both = { jwks: { keys: [publicKey] }, jwks_uri: 'https://app.test/keys' };
    expect(refusal(both)).toBe('client_metadata_unusable');
  });

  it('may not be missing where it is to sign (DR-03)', () => {
    expect(refusal(signing)).toBe('client_metadata_unusable');
  });

  it.each(['d', 'p', 'k'])('may not have the private member %s (DR-03)', (member) => {
    expect(refusal({ jwks: { keys: [publicKey, { ...publicKey, [member]: 'secret' }] } })).toBe(
      'client_metadata_unusable',
    );
  });

  it.each([
    'http://app.test/keys',
    'https://10.0.0.1/keys',
    'https://127.0.0.1/keys',
    'https://[::1]/keys',
    'https://[::ffff:10.0.0.1]/keys',
    'https://169.254.169.254/latest/meta-data',
    'https://localhost/keys',
    'https://keys.localhost/keys',
    'https://user:password@app.test/keys',
    'file:///etc/passwd',
    'keys.json',
  ])('may not be at %s (DR-03)', (jwks_uri) => {
    expect(refusal({ ...signing, jwks_uri })).toBe('client_metadata_unusable');
  });
});
