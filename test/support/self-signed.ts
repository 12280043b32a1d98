import { sign } from 'node:crypto';
import { ecKeys } from './keys.js';

/** A TLS identity of one host name, made for one test run; it is its own authority. */
export interface TlsIdentity {
  readonly key: string;
  readonly cert: string;
}

const commonName = '550403';
const subjectAlternativeName = '551d11';
const ecdsaWithSha256 = '2a8648ce3d040302';

/** Makes a self-signed certificate (RFC 5280 §4.1), because a private key in the repository would be found and reported. */
export async function selfSigned(hostname: string, uris: readonly string[] = []): Promise<TlsIdentity> {
  const { publicKey, privateKey } = await ecKeys();
  const algorithm = der(0x30, oid(ecdsaWithSha256));
  const name = der(0x30, der(0x31, der(0x30, oid(commonName), der(0x0c, 'nestjs-mcp-auth test'))));
  const validity = der(0x30, der(0x17, '200101000000Z'), der(0x18, '20991231235959Z'));
  const hosts = der(0x30, der(0x82, hostname), ...uris.map((uri) => der(0x86, uri)));
  const extensions = der(0x30, der(0x30, oid(subjectAlternativeName), der(0x04, hosts)));
  const toBeSigned = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    name,
    validity,
    name,
    publicKey.export({ format: 'der', type: 'spki' }),
    der(0xa3, extensions),
  );
  const signature = sign('sha256', toBeSigned, privateKey);
  const certificate = der(0x30, toBeSigned, algorithm, der(0x03, Buffer.from([0]), signature));
  const lines = certificate.toString('base64').replaceAll(/.{64}(?!$)/g, '$&\n');
  return {
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}

const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));

/** One element of ASN.1 DER (X.690 §8.1): tag, length, content. */
function der(tag: number, ...parts: readonly (Buffer | string)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
