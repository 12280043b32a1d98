// The issuer that the applications of test/consumers trust, and another that has stolen its name.
import { exportSPKI, generateKeyPair, SignJWT } from 'jose';

const ISSUER = 'https://idp.example.com';
const ALGORITHM = 'ES256';

const trusted = await generateKeyPair(ALGORITHM);
const stranger = await generateKeyPair(ALGORITHM);

export const publicKeyPem = await exportSPKI(trusted.publicKey);

/** Tokens of Alice for one resource. */
export async function tokensFor(audience) {
  return { good: await sign(audience, trusted.privateKey), forged: await sign(audience, stranger.privateKey) };
}

function sign(audience, key) {
  return new SignJWT({ client_id: 'consumer-check' })
    .setProtectedHeader({ alg: ALGORITHM, typ: 'at+jwt' })
    .setIssuer(ISSUER)
    .setSubject('alice')
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime('5 minutes')
    .sign(key);
}
