import { describe, expect, it } from 'vitest';
import { ConfigurationError } from 'nestjs-mcp-auth';

describe('a configuration error', () => {
  it('lists every problem with the path of its option', () => {
    const error = new ConfigurationError([
      { path: 'resource', message: 'is not an absolute URL' },
      { path: 'auth.issuer', message: 'is missing' },
    ]);
    expect(error.message).toBe(
      'McpAuthModule cannot start:\n  - resource: is not an absolute URL\n  - auth.issuer: is missing',
    );
  });
});
