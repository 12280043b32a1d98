import { describe, expect, it } from 'vitest';
import { isProduction } from '../../../libs/mcp-auth/src/options/production.js';

describe('production', () => {
  it('is where any resource or issuer is not loopback', () => {
    expect(isProduction(['http://localhost:3000/mcp', 'https://idp.example.com'], undefined)).toBe(true);
  });

  it('is not where all are loopback', () => {
    expect(isProduction(['http://localhost:3000/mcp', 'http://127.0.0.1:9'], 'development')).toBe(false);
  });

  it('can be switched on by NODE_ENV, and never off', () => {
    expect(isProduction(['http://localhost:3000/mcp'], 'production')).toBe(true);
    expect(isProduction(['https://api.example.com/mcp'], 'development')).toBe(true);
  });

  it('is not concluded from one that is not set', () => {
    expect(isProduction(['http://localhost:3000/mcp', '', undefined], undefined)).toBe(false);
  });

  it('is assumed for an issuer that is no URL', () => {
    expect(isProduction(['my-issuer'], undefined)).toBe(true);
  });
});
