import { describe, expect, it } from 'vitest';
import { StaticKeySet } from '../../../libs/mcp-auth/src/identity-provider/static.key-set.js';
import { ecKeys } from '../../support/keys.js';

describe('a static key set', () => {
  it('has its key for tokens without a key id or with the same one', async () => {
    const key = { keyId: 'k', key: (await ecKeys()).publicKey, algorithms: ['ES256'] };
    const keys = new StaticKeySet(key);
    expect(keys.find(undefined)).toEqual({ found: 'keys', keys: [key] });
    expect(keys.find('k')).toEqual({ found: 'keys', keys: [key] });
    expect(keys.find('other')).toEqual({ found: 'unknown' });
  });

  it('has its key for every key id when the key has none', async () => {
    const key = { keyId: undefined, key: (await ecKeys()).publicKey, algorithms: ['ES256'] };
    expect(new StaticKeySet(key).find('any').found).toBe('keys');
  });
});
