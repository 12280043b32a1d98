import type { Signer } from '../signing-keys/signer.js';

/**
 * Signs claims with the current key (RFC 7515 §3.1).
 * @param type of the JWT, so that one kind is never taken for another (RFC 8725 §3.11)
 */
export async function signedJwt(signer: Signer, type: string, claims: object): Promise<string> {
  const { keyId, algorithm } = await signer.currentKey();
  const input = `${encoded({ alg: algorithm, typ: type, kid: keyId })}.${encoded(claims)}`;
  return `${input}.${(await signer.sign(keyId, input)).toString('base64url')}`;
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
