import { describe, expect, it } from 'vitest';
import { isOriginAllowed } from '../../../libs/mcp-auth/src/transport/origin.check.js';

const production = { resource: 'https://api.example.com/mcp', allowedOrigins: ['https://app.example.com'] };
const loopback = { resource: 'http://localhost:3000/mcp', allowedOrigins: [] };

describe('the Origin of a request (HT-02)', () => {
  it('may be absent', () => {
    expect(isOriginAllowed(undefined, production)).toBe(true);
  });

  it.each(['https://api.example.com', 'https://app.example.com'])('may be %s', (origin) => {
    expect(isOriginAllowed(origin, production)).toBe(true);
  });

  it.each([
    'https://evil.example',
    'null',
    '',
    'https://app.example.com.evil.test',
    'http://app.example.com',
    'https://app.example.com:8443',
    'http://localhost:3000',
  ])('may not be %s (TR-01)', (origin) => {
    expect(isOriginAllowed(origin, production)).toBe(false);
  });

  it('may be any page of this machine where the resource is on loopback', () => {
    expect(isOriginAllowed('http://localhost:6274', loopback)).toBe(true);
    expect(isOriginAllowed('http://evil.example', loopback)).toBe(false);
  });
});
