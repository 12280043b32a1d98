import { isJsonObject } from '../../core/json-object.js';
import { bytesOfAscii, decodeBytes, decodeText, hasForeignAlphabet, isCanonical } from './base64url.js';

/** A JSON Web Signature in compact form, taken apart but not believed (RFC 7515 §3.1). */
export interface CompactJws {
  readonly header: JwsHeader;
  readonly claims: Readonly<Record<string, unknown>>;
  /** `BASE64URL(header) . BASE64URL(payload)`: what the signature is over. */
  readonly signingInput: Buffer;
  readonly signature: Buffer;
}

/** Header members that steer the verification; `jwk`, `jku`, `x5u` and `x5c` are read by nobody (RFC 8725 §3.10). */
export interface JwsHeader {
  readonly algorithm: string;
  readonly keyId: string | undefined;
  readonly type: string | undefined;
  readonly hasCritical: boolean;
}

const maxKeyIdLength = 256;
/** Headers that are kept: an issuer writes the same few over and over. */
const maxKnownHeaders = 64;
const maxKnownHeaderLength = 512;

/** Takes tokens apart. */
export interface JwsParser {
  /** The parts, or undefined where they are none of a token. */
  parse(token: string): CompactJws | undefined;
}

/** Takes compact JWS apart. Keeps the headers that it has read, which are the same for all tokens of a key. */
export class CompactJwsParser implements JwsParser {
  private readonly knownHeaders = new Map<string, JwsHeader>();

  /** The parts, or undefined when the token is no compact JWS. */
  parse(token: string): CompactJws | undefined {
    const firstDot = token.indexOf('.');
    const lastDot = token.indexOf('.', firstDot + 1);
    if (firstDot < 0 || lastDot < 0 || token.includes('.', lastDot + 1) || hasForeignAlphabet(token)) return undefined;
    const header = this.headerOf(token.slice(0, firstDot));
    const claims = header && decodeObject(token.slice(firstDot + 1, lastDot));
    const signature = claims && signatureOf(token.slice(lastDot + 1));
    if (header === undefined || claims === undefined || signature === undefined) return undefined;
    return { header, claims, signingInput: bytesOfAscii(token.slice(0, lastDot)), signature };
  }

  private headerOf(part: string): JwsHeader | undefined {
    const known = this.knownHeaders.get(part);
    if (known !== undefined) return known;
    const header = readHeader(decodeObject(part));
    if (header === undefined || part.length > maxKnownHeaderLength) return header;
    // Strangers can fill the map as well; then it begins anew, and costs what it cost without.
    if (this.knownHeaders.size >= maxKnownHeaders) this.knownHeaders.clear();
    this.knownHeaders.set(part, header);
    return header;
  }
}

/** Two texts must not be one token, so a signature has one encoding only. */
export function signatureOf(part: string): Buffer | undefined {
  return part !== '' && isCanonical(part) ? decodeBytes(part) : undefined;
}

/** The members that steer the verification; undefined where one of them is of the wrong kind. */
export function readHeader(members: Readonly<Record<string, unknown>> | undefined): JwsHeader | undefined {
  if (members === undefined) return undefined;
  const { alg, kid, typ } = members;
  if (typeof alg !== 'string') return undefined;
  if (kid !== undefined && (typeof kid !== 'string' || kid.length > maxKeyIdLength)) return undefined;
  if (typ !== undefined && typeof typ !== 'string') return undefined;
  return { algorithm: alg, keyId: kid, type: typ, hasCritical: Object.hasOwn(members, 'crit') };
}

/** The JSON object that is encoded, or undefined where there is none. */
export function decodeObject(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(decodeText(part) ?? '');
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
