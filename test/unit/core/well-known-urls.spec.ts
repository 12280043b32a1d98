import { describe, expect, it } from 'vitest';
import { issuerMetadataUrls, protectedResourceMetadataUrl } from '../../../libs/mcp-auth/src/core/well-known-urls.js';

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

describe('the URLs of the metadata of an issuer (RFC 8414 §3.1, DI-03)', () => {
  it('are three when it has a path', () => {
    const urls = [
      'https://h/.well-known/oauth-authorization-server/t1',
      'https://h/t1/.well-known/openid-configuration',
      'https://h/.well-known/openid-configuration/t1',
    ];
    expect(issuerMetadataUrls('https://h/t1')).toEqual(urls);
    expect(issuerMetadataUrls('https://h/t1/')).toEqual(urls);
  });

  it('are two when it has none', () => {
    const urls = [
      'https://h:8443/.well-known/oauth-authorization-server',
      'https://h:8443/.well-known/openid-configuration',
    ];
    expect(issuerMetadataUrls('https://h:8443')).toEqual(urls);
    expect(issuerMetadataUrls('https://h:8443/')).toEqual(urls);
  });
});
