import jwt from 'jsonwebtoken';

/** Given a KeyObject, its fast way. It knows no EdDSA. */
export const jsonwebtoken = {
  name: 'jsonwebtoken',
  tokens: 'distinct',
  algorithms: ['RS256', 'ES256'],
  create({ issuer, audience, publicKey }, algorithm) {
    const key = publicKey(algorithm);
    const rules = { issuer, audience, algorithms: [algorithm] };
    return (token) => jwt.verify(token, key, rules);
  },
};
