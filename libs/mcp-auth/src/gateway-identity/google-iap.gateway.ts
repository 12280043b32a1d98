import { standardForm } from '../token-verification/verifier-of-settings.js';
import type { Gateway } from './gateway.js';

const keys = 'https://www.gstatic.com/iap/verify/public_key-jwk';

/** Google Cloud Identity-Aware Proxy (https://cloud.google.com/iap/docs/signed-headers-howto), which allows for 30 s of skew. */
export const googleIap: Gateway = {
  takes: ['audience', 'jwksUri'],
  needs: () => ({
    audience: '`/projects/NUMBER/global/backendServices/ID`, or `/projects/NUMBER/apps/ID` on App Engine',
  }),
  header: 'x-goog-iap-jwt-assertion',
  jwtOptions: ({ audience, jwksUri = keys }) => ({
    issuer: 'https://cloud.google.com/iap',
    jwksUri,
    audience,
    algorithms: ['ES256'],
    clockToleranceSeconds: 30,
  }),
  form: standardForm,
  audienceFrom: 'audience',
};
