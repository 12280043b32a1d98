import { describe, expect, it } from 'vitest';
import { renderChallenge } from '../../../libs/mcp-auth/src/core/challenge.js';

describe('the Bearer challenge', () => {
  it('carries scope and metadata, and no error, when nothing was sent (RS-08, RS-09)', () => {
    expect(
      renderChallenge({ scopes: ['notes:read', 'notes:write'], resourceMetadataUrl: 'https://h/.well-known/x/mcp' }),
    ).toBe('Bearer scope="notes:read notes:write", resource_metadata="https://h/.well-known/x/mcp"');
  });

  it('names error and description of a bad token before the rest', () => {
    expect(renderChallenge({ error: 'invalid_token', errorDescription: 'The access token expired', scopes: [] })).toBe(
      'Bearer error="invalid_token", error_description="The access token expired"',
    );
  });

  it('always has a parameter (RS-07)', () => {
    expect(renderChallenge({ scopes: [] })).toBe('Bearer realm="mcp"');
  });

  it('lets no quote, backslash, line break or foreign character into the header (RS-32)', () => {
    expect(renderChallenge({ errorDescription: 'a"b\\c\r\nX: yé', scopes: [] })).toBe(
      'Bearer error_description="a?b?c??X: y?"',
    );
  });
});
