import { standardForm } from '../token-verification/verifier-of-settings.js';
import { AccessJwsParser } from './access-jws.js';
import type { Gateway } from './gateway.js';

/**
 * Cloudflare Access
 * (https://developers.cloudflare.com/cloudflare-one/access-controls/applications/http-apps/authorization-cookie/validating-json/).
 */
export const cloudflareAccess: Gateway = {
  takes: ['teamDomain', 'audience', 'jwksUri'],
  needs: () => ({
    teamDomain: 'the host of the team, such as example.cloudflareaccess.com',
    audience: 'the AUD tag of the application',
  }),
  header: 'cf-access-jwt-assertion',
  jwtOptions: ({ teamDomain, audience, jwksUri }) => {
    const issuer = `https://${typeof teamDomain === 'string' ? teamDomain : 'unknown.invalid'}`;
    return { issuer, jwksUri: jwksUri ?? `${issuer}/cdn-cgi/access/certs`, audience, algorithms: ['RS256'] };
  },
  form: { ...standardForm, createParser: () => new AccessJwsParser() },
  audienceFrom: 'audience',
};
