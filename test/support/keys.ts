import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

const generate = promisify(generateKeyPair);

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export const rsaKeys = (modulusLength = 2048, publicExponent = 65_537): Promise<KeyPair> =>
  generate('rsa', { modulusLength, publicExponent });
export const ecKeys = (namedCurve = 'P-256'): Promise<KeyPair> => generate('ec', { namedCurve });
export const ed25519Keys = (): Promise<KeyPair> => generate('ed25519', {});
