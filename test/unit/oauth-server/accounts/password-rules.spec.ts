import { describe, expect, it } from 'vitest';
import { passwordFault } from '../../../../libs/mcp-auth/src/oauth-server/accounts/password-rules.js';

const faultOf = (password: string) => passwordFault(password, ['alice', 'Archive'])?.fault;

describe('a password (NIST SP 800-63B-4 §3.1.1.2)', () => {
  it.each([
    'a sentence of mine',
    'ninezebrasoverthere',
    'мой длинный пароль',
    '🦓🦓🐘 and 12 others',
    'x'.repeat(7) + ' is seven x',
  ])('is taken where it is long: %s', (password) => expect(faultOf(password)).toBeUndefined());

  it('has 15 characters at least, as readers count them', () => {
    expect([faultOf('fourteen chars'), faultOf('fifteen chars!!')]).toEqual(['too_short', undefined]);
    expect(faultOf('🦓 zebras 🐘 !')).toBe('too_short');
  });

  it('may have 256 characters, and no more', () => {
    const long = Array.from({ length: 52 }, (_, index) => `${index} owls`).join(' ');
    expect([faultOf(long.slice(0, 256)), faultOf(long.slice(0, 257))]).toEqual([undefined, 'too_long']);
  });

  it.each([
    'passwordpassword',
    'Password1234567890',
    '111111111111111111',
    'abcabcabcabcabcabc',
    'qwertyuiop1234567890',
    'correct horse battery staple',
    'abcdefghijklmnopq',
    'zyxwvutsrqponmlk',
  ])('is not one that everybody tries: %s', (password) => expect(faultOf(password)).toBe('common'));

  it.each(['Alice-Alice-2026', 'archive archive', 'alice@archive 26'])('is not made of names: %s', (password) =>
    expect(['contains_name', 'common']).toContain(faultOf(password)),
  );

  it('may have a name among other words', () => expect(faultOf('alice saw a white rabbit')).toBeUndefined());

  it.each(['1234567890', '123', 'abc', 'password1', ' ', '12345x'])(
    'of 256 characters made of %j is judged without trying every way to cut it',
    (piece) => {
      const text = `${piece.repeat(256).slice(0, 255)}x`;
      const begin = performance.now();
      faultOf(text);
      expect(performance.now() - begin).toBeLessThan(200);
    },
  );
});
