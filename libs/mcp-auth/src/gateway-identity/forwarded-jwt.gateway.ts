import { standardForm } from '../token-verification/verifier-of-settings.js';
import type { Gateway } from './gateway.js';

const forwarded = {
  takes: ['header', 'issuer', 'audience', 'jwksUri', 'publicKey', 'algorithms'],
  jwtOptions: ({ issuer, audience, jwksUri, publicKey, algorithms }) => {
    return { issuer, audience, jwksUri, publicKey, algorithms };
  },
  form: standardForm,
  audienceFrom: 'audience',
} as const satisfies Omit<Gateway, 'needs'>;

/** Envoy and Istio, where they forward the token itself: `forward: true`, `forwardOriginalToken`. What they write of its payload is unsigned. */
export const envoy: Gateway = { ...forwarded, needs: () => ({}), header: 'x-jwt-assertion' };

/** Any gateway that puts a JWT into a header. */
export const custom: Gateway = { ...forwarded, needs: () => ({ header: 'the name of the header with the JWT' }) };
