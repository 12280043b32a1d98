import { createVerifier } from 'fast-jwt';

/** It takes keys as PEM text only, and has a cache of 1,000 tokens. */
const fastJwt = (name, tokens, cache) => ({
  name,
  tokens,
  algorithms: ['RS256', 'ES256', 'EdDSA'],
  create({ issuer, audience, publicKey }, algorithm) {
    const key = publicKey(algorithm).export({ type: 'spki', format: 'pem' });
    return createVerifier({ key, algorithms: [algorithm], allowedIss: issuer, allowedAud: audience, cache });
  },
});

export const fastJwtUncached = fastJwt('fast-jwt, cache off', 'distinct', false);
export const fastJwtCached = fastJwt('fast-jwt, cache on, warm', 'repeated', true);
