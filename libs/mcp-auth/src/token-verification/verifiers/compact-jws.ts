import { isJsonObject } from '../../core/json-object.js';

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

const base64url = /^[A-Za-z0-9_-]+$/;
const maxKeyIdLength = 256;

/** Takes a compact JWS apart, or undefined when it is none. */
export function parseCompactJws(token: string): CompactJws | undefined {
  const [headerPart, claimsPart, signature, ...rest] = token.split('.');
  if (headerPart === undefined || claimsPart === undefined || signature === undefined || rest.length > 0) {
    return undefined;
  }
  // Buffer.from forgives foreign characters; a verifier must not, or two texts would be one token.
  if (![headerPart, claimsPart, signature].every((part) => base64url.test(part))) return undefined;
  const header = readHeader(decodeObject(headerPart));
  const claims = decodeObject(claimsPart);
  if (header === undefined || claims === undefined) return undefined;
  const signingInput = Buffer.from(`${headerPart}.${claimsPart}`, 'latin1');
  const signatureBytes = Buffer.from(signature, 'base64url');
  // Unused bits of the last character would make a second text of the same token.
  if (signatureBytes.toString('base64url') !== signature) return undefined;
  return { header, claims, signingInput, signature: signatureBytes };
}

function readHeader(members: Readonly<Record<string, unknown>> | undefined): JwsHeader | undefined {
  if (members === undefined) return undefined;
  const { alg, kid, typ } = members;
  if (typeof alg !== 'string') return undefined;
  if (kid !== undefined && (typeof kid !== 'string' || kid.length > maxKeyIdLength)) return undefined;
  if (typ !== undefined && typeof typ !== 'string') return undefined;
  return { algorithm: alg, keyId: kid, type: typ, hasCritical: Object.hasOwn(members, 'crit') };
}

function decodeObject(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
