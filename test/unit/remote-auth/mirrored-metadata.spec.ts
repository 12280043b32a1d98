import { describe, expect, it } from 'vitest';
import { mirroredMetadata } from '../../../libs/mcp-auth/src/remote-auth/mirrored-metadata.js';

const good = {
  issuer: 'https://idp.example.com',
  authorization_endpoint: 'https://idp.example.com/authorize',
  token_endpoint: 'https://idp.example.com/token',
  registration_endpoint: 'https://idp.example.com/register',
  scopes_supported: ['a'],
  mtls_endpoint_aliases: { token_endpoint: 'https://mtls.idp.example.com/token' },
};

describe('the metadata of an authorization server that is passed on (DI-04)', () => {
  it('is that of the server', () => {
    expect(mirroredMetadata(good, [])).toEqual(good);
  });

  it('lacks what clients would use in vain', () => {
    expect(mirroredMetadata(good, ['registration_endpoint'])).not.toHaveProperty('registration_endpoint');
  });

  it.each([
    { authorization_endpoint: 'http://idp.example.com/authorize' },
    { authorization_endpoint: 'javascript:alert(1)' },
    { authorization_endpoint: '$(touch /tmp/x)' },
    { token_endpoint: undefined },
    { token_endpoint: 'https://user:password@idp.example.com/token' },
    { jwks_uri: 'file:///etc/passwd' },
    { registration_endpoint: ['https://idp.example.com/register'] },
    { mtls_endpoint_aliases: { token_endpoint: 'http://idp.example.com/token' } },
    { service_documentation: 'https://docs.example.com', op_policy_uri: 'javascript:alert(1)' },
  ])('is not passed on with %j', (changes) => {
    expect(() => mirroredMetadata({ ...good, ...changes }, [])).toThrow(/missing|no https URL/);
  });
});
