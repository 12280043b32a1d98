import { describe, expect, it } from 'vitest';
import { isLoopback, resourceIdentifierFault } from '../../../libs/mcp-auth/src/core/resource-identifier.js';

describe('a resource identifier (RFC 8707 §2)', () => {
  it.each(['https://api.example.com/mcp', 'http://localhost:3000/mcp', 'https://h'])('may be %s', (text) => {
    expect(resourceIdentifierFault(text)).toBeUndefined();
  });

  it.each([
    ['/mcp', 'is not an absolute URL'],
    ['ftp://h/mcp', 'must be an https URL'],
    ['https://h/mcp#x', 'must have no fragment (RFC 8707)'],
    ['https://h/mcp#', 'must have no fragment (RFC 8707)'],
    ['https://h/mcp?a=1', 'must have no query'],
    ['https://h/mcp?', 'must have no query'],
    [' https://h/mcp', 'must be written as https://h/mcp'],
    ['https:h/mcp', 'must be written as https://h/mcp'],
    ['https://H/mcp', 'must be written as https://h/mcp'],
    ['https://h:443/mcp', 'must be written as https://h/mcp'],
    ['https://h/a/../mcp', 'must be written as https://h/mcp'],
    ['https://h\\mcp', 'must be written as https://h/mcp'],
    ['https://u@h/mcp', 'must have no user name or password'],
    ['https://:p@h/mcp', 'must have no user name or password'],
  ])('may not be %s', (text, fault) => {
    expect(resourceIdentifierFault(text)).toBe(fault);
  });
});

describe('a resource identifier that is to be written otherwise', () => {
  it('is not repeated where a parser takes a password for a port and a path', () => {
    expect(resourceIdentifierFault('https://alice:443/hunter2@h/mcp')).not.toContain('hunter2');
  });
});

describe('loopback', () => {
  it.each(['http://localhost', 'http://127.0.0.1:1', 'http://127.1.2.3', 'http://[::1]:3000'])('is %s', (url) => {
    expect(isLoopback(new URL(url))).toBe(true);
  });

  it.each(['http://localhost.evil.test', 'http://127.0.0.1.evil.test', 'http://0.0.0.0', 'http://10.0.0.1'])(
    'is not %s',
    (url) => {
      expect(isLoopback(new URL(url))).toBe(false);
    },
  );
});
