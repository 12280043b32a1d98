import { describe, expect, it } from 'vitest';
import { protectedResourceMetadata } from '../../../libs/mcp-auth/src/remote-auth/protected-resource-metadata.js';
import { metadataReply } from '../../../libs/mcp-auth/src/remote-auth/protected-resource-metadata.controller.js';

const description = {
  resource: 'https://api.example.com/mcp',
  authorizationServers: ['https://idp.example.com'],
  offeredScopes: ['notes:read'],
};

describe('protected-resource metadata (RFC 9728 §2)', () => {
  it('names resource, servers, scopes and how a token is sent', () => {
    expect(protectedResourceMetadata(description)).toEqual({
      resource: 'https://api.example.com/mcp',
      authorization_servers: ['https://idp.example.com'],
      scopes_supported: ['notes:read'],
      bearer_methods_supported: ['header'],
    });
  });

  it('leaves out members without a value (RS-05)', () => {
    expect(protectedResourceMetadata({ ...description, offeredScopes: [] })).not.toHaveProperty('scopes_supported');
  });

  it('never offers offline_access (RS-10)', () => {
    const document = protectedResourceMetadata({ ...description, offeredScopes: ['offline_access', 'a'] });
    expect(document['scopes_supported']).toEqual(['a']);
  });

  it('tells people the name and the documentation', () => {
    const texts = { name: 'Notes', documentationUrl: 'https://docs.example.com' };
    expect(protectedResourceMetadata({ ...description, ...texts })).toMatchObject({
      resource_name: 'Notes',
      resource_documentation: 'https://docs.example.com',
    });
  });
});

describe('a request for the metadata', () => {
  const metadata = { document: () => ({ resource: 'r' }), rootAlias: 'off' } as const;

  it.each(['GET', 'HEAD'])('by %s is answered to every origin', (method) => {
    expect(metadataReply(method, 'resource', metadata)).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json', 'access-control-allow-origin': '*' },
      body: '{"resource":"r"}',
    });
  });

  it('by OPTIONS is a preflight without credentials', () => {
    const { status, headers } = metadataReply('OPTIONS', 'resource', metadata);
    expect(status).toBe(204);
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
  });

  it('by another method is not allowed', () => {
    expect(metadataReply('POST', 'resource', metadata)).toMatchObject({
      status: 405,
      headers: { allow: 'GET, HEAD, OPTIONS' },
    });
  });

  it('at the root finds nothing where the alias is off', () => {
    expect(metadataReply('GET', 'root', metadata).status).toBe(404);
    expect(metadataReply('GET', 'root', { ...metadata, rootAlias: 'on' }).status).toBe(200);
  });
});
