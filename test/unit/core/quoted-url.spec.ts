import { describe, expect, it } from 'vitest';
import { quotedUrl, shownUrl } from '../../../libs/mcp-auth/src/core/quoted-url.js';

describe('a URL in a message', () => {
  it.each([
    ['https://h/jwks', '"https://h/jwks"'],
    ['https://h/jwks?key=s3cret', '"https://h/jwks"'],
    ['https://h/jwks#s3cret', '"https://h/jwks"'],
    ['https://h/jwks?a\nkey=s3cret', '"https://h/jwks"'],
    ['a\nb', String.raw`"a\nb"`],
    [7, '"7"'],
  ])('stands for %j as %s', (given, shown) => {
    expect(quotedUrl(given)).toBe(shown);
  });

  it.each([
    'https://user:pw@host:99999/',
    'user:pw@host',
    'https://user:pw%40host:99999/',
    'https://user:1/pw@host',
    'https://user:pw\uff20host/',
  ])('is not repeated where a password may be in it: %s', (given) => {
    expect(quotedUrl(given)).not.toContain('pw');
    expect(shownUrl(given)).not.toContain('pw');
  });

  it('has no quotes and no query in the log', () => {
    expect(shownUrl('https://h/jwks?key=s3cret')).toBe('https://h/jwks');
  });
});
