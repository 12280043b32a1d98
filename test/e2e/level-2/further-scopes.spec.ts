import { describe, expect, it } from 'vitest';
import { jwtVerifier, multiAuth, zitadel } from 'nestjs-mcp-auth';
import { ask, statelessCall } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startProtectedService } from '../../support/protected-service.js';

const issuer = 'http://127.0.0.1:9';
const provider = zitadel({ issuer, projectId: '1', clientId: 'notes', clientSecret: 'secret' });
const further = 'openid urn:zitadel:iam:org:project:id:1:aud urn:zitadel:iam:user:resourceowner';

describe.each(adapters)('scopes that a provider needs besides on %s', (adapter) => {
  it.each([
    ['alone', provider],
    [
      'beside others',
      multiAuth([provider, jwtVerifier({ issuer: 'http://127.0.0.1:10', jwksUri: 'http://127.0.0.1:10/' })]),
    ],
  ])('stand in the metadata and in the challenge: %s', async (_, auth) => {
    const scopes = { offered: ['notes:read', 'openid'] };
    const service = await startProtectedService({ adapter, options: { auth, scopes } });
    const metadata = await ask(`${service.origin}/.well-known/oauth-protected-resource/mcp`);
    const challenge = await service.ask(statelessCall('tools/list'));
    await service.stop();
    expect(metadata.json()).toMatchObject({
      scopes_supported: ['notes:read', ...further.split(' ')],
    });
    expect(challenge.headers['www-authenticate']).toContain(`scope="notes:read ${further}"`);
  });
});
