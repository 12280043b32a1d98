import { describe, expect, it } from 'vitest';
import { isScopeToken, missingScopes, parseScope, unionOfScopes } from '../../../libs/mcp-auth/src/core/scopes.js';

describe('scopes (RFC 6749 §3.3)', () => {
  it('are split at blanks, each once, malformed ones left out', () => {
    expect(parseScope('a b  a "c" d\\e f')).toEqual(['a', 'b', 'f']);
  });

  it.each(['notes:read', '*', 'https://h/scope', '!'])('accept %s as a token', (text) => {
    expect(isScopeToken(text)).toBe(true);
  });

  it.each(['', 'a b', 'a"', 'a\\', 'ä', 'a\n'])('refuse "%s" as a token', (text) => {
    expect(isScopeToken(text)).toBe(false);
  });

  it('are missing when required and not granted', () => {
    expect(missingScopes(['a'], ['a', 'b'])).toEqual(['b']);
  });

  it('are joined without repetition, first come first', () => {
    expect(unionOfScopes(['b'], ['a', 'b'])).toEqual(['b', 'a']);
  });
});
