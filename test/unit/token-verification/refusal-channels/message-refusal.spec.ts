import { describe, expect, it } from 'vitest';
import { messageRefusal } from '../../../../libs/mcp-auth/src/token-verification/refusal-channels/message-refusal.js';

const refusal = { headers: {}, error: 'invalid_token', description: 'The access token expired', correlationId: 'id-1' };

describe('a refusal in a message', () => {
  it('says what an HTTP body says, and where Nest looks for it', () => {
    expect(messageRefusal({ ...refusal, status: 401 })).toEqual({
      status: 'error',
      error: 'invalid_token',
      error_description: 'The access token expired',
      correlation_id: 'id-1',
      code: 16,
      message: 'The access token expired',
    });
  });

  it.each([
    [400, 16, 'UNAUTHENTICATED'],
    [401, 16, 'UNAUTHENTICATED'],
    [403, 7, 'PERMISSION_DENIED'],
    [503, 14, 'UNAVAILABLE'],
  ])('has for HTTP status %i the gRPC status %i, %s', (status, code) => {
    expect(messageRefusal({ ...refusal, status }).code).toBe(code);
  });
});
