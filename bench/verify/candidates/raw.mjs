import { verify } from 'node:crypto';

/** The measure of all others: nothing but the signature, everything else done before. */
export const raw = {
  name: 'crypto.verify',
  tokens: 'distinct',
  algorithms: ['RS256', 'ES256', 'EdDSA'],
  prepare(token) {
    const end = token.lastIndexOf('.');
    return { input: Buffer.from(token.slice(0, end)), signature: Buffer.from(token.slice(end + 1), 'base64url') };
  },
  create(issuer, algorithm) {
    const key = issuer.publicKey(algorithm);
    const hash = algorithm === 'EdDSA' ? null : 'sha256';
    const options = algorithm === 'ES256' ? { key, dsaEncoding: 'ieee-p1363' } : key;
    return ({ input, signature }) => verify(hash, input, options, signature);
  },
};
