import { describe, expect, it } from 'vitest';
import { preflightReply } from '../../../libs/mcp-auth/src/transport/cors.js';

describe('a preflight (RS-31)', () => {
  it('lets an allowed origin send what clients send', () => {
    const { status, headers } = preflightReply('https://app.example.com', undefined);
    expect(status).toBe(204);
    expect(headers['access-control-allow-origin']).toBe('https://app.example.com');
    expect(headers['access-control-allow-headers']).toContain('Authorization');
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
  });

  it('allows the headers of tool arguments that it asks for, and no others', () => {
    const { headers } = preflightReply('https://a', 'content-type, Mcp-Param-Region, x-evil, mcp-param-a b');
    expect(headers['access-control-allow-headers']).toMatch(/, Mcp-Param-Region$/);
  });

  it('names no origin when the request has none', () => {
    expect(preflightReply(undefined, undefined).headers).not.toHaveProperty('access-control-allow-origin');
  });
});
