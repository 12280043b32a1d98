import { createLocalJWKSet, jwtVerify } from 'jose';

export const jose = {
  name: 'jose',
  tokens: 'distinct',
  algorithms: ['RS256', 'ES256', 'EdDSA'],
  create({ issuer, audience, jwks }, algorithm) {
    const keys = createLocalJWKSet(jwks);
    const rules = { issuer, audience, algorithms: [algorithm] };
    return (token) => jwtVerify(token, keys, rules);
  },
};
