import { describe, expect, it } from 'vitest';
import { rsaKeys } from '../../support/keys.js';
import { bindSecret, sharedSecretFault } from '../../../libs/mcp-auth/src/identity-provider/shared-secret.js';

describe('a shared secret', () => {
  it.each([
    ['HS256', 32],
    ['HS384', 48],
    ['HS512', 64],
  ])('for %s has at least %d bytes (JV-10, RFC 7518 §3.2)', (algorithm, bytes) => {
    expect(sharedSecretFault('x'.repeat(bytes), [algorithm])).toBeUndefined();
    expect(sharedSecretFault('x'.repeat(bytes - 1), [algorithm])).toBe(
      `has ${bytes - 1} bytes; ${algorithm} needs at least ${bytes}`,
    );
  });

  it('is long enough for each of its algorithms', () => {
    expect(sharedSecretFault('x'.repeat(32), ['HS256', 'HS512'])).toContain('needs at least 64');
  });

  it.each(['-----BEGIN PUBLIC KEY-----\nMII', ' {"kty":"RSA"}', 'x\n-----BEGIN CERTIFICATE-----'])(
    'is no key: %j (JV-02)',
    (text) => {
      expect(sharedSecretFault(text.padEnd(100, 'x'), ['HS256'])).toContain('is a key, not a shared secret');
    },
  );

  it.each(['spki', 'pkcs1'] as const)('is no public key without its armour: %s (JV-02)', async (type) => {
    const der = (await rsaKeys()).publicKey.export({ format: 'der', type });
    expect(sharedSecretFault(der.toString('base64'), ['HS256'])).toContain('is a key, not a shared secret');
    expect(sharedSecretFault(der.toString('base64url'), ['HS256'])).toContain('is a key, not a shared secret');
  });

  it('is no path of a key file', () => {
    expect(sharedSecretFault('/run/secrets/public-key-of-the-provider.pem', ['HS256'])).toContain(
      'is the path of a file',
    );
  });

  it('never says what it is', () => {
    expect(sharedSecretFault('hunter2', ['HS256'])).not.toContain('hunter2');
  });

  it('is bound to its algorithms, as a secret', () => {
    const { key, algorithms } = bindSecret('x'.repeat(32), ['HS256']);
    expect([key.type, algorithms]).toEqual(['secret', ['HS256']]);
  });
});
