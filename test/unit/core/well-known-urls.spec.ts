import { describe, expect, it } from 'vitest';
import { protectedResourceMetadataUrl } from '../../../libs/mcp-auth/src/core/well-known-urls.js';

describe('the URL of protected-resource metadata (RFC 9728 §3.1)', () => {
  it.each([
    ['https://h/mcp', 'https://h/.well-known/oauth-protected-resource/mcp'],
    ['https://h/a/b/mcp', 'https://h/.well-known/oauth-protected-resource/a/b/mcp'],
    ['https://h:8443/mcp/', 'https://h:8443/.well-known/oauth-protected-resource/mcp'],
    ['https://h', 'https://h/.well-known/oauth-protected-resource'],
  ])('of %s is %s', (resource, url) => {
    expect(protectedResourceMetadataUrl(resource)).toBe(url);
  });
});
