import {
  decodeObject,
  readHeader,
  signatureOf,
  type CompactJws,
  type JwsParser,
} from '../token-verification/verifiers/compact-jws.js';
import { bytesOfAscii, hasForeignAlphabet } from '../token-verification/verifiers/base64url.js';

type Members = Readonly<Record<string, unknown>>;

/**
 * Reads what an AWS load balancer writes: its parts are padded, against RFC 7515 §2, and the padding is signed too; who made it for
 * whom and until when stands in the header, while the payload is what the identity provider says of the user.
 */
export class LoadBalancerJwsParser implements JwsParser {
  parse(token: string): CompactJws | undefined {
    const parts = token.split('.');
    const [header = '', payload = '', signature = ''] = parts.map(withoutPadding);
    if (parts.length !== 3 || [header, payload, signature].some(hasForeignAlphabet)) return undefined;
    const members = decodeObject(header);
    const steering = readHeader(members);
    const claims = decodeObject(payload);
    const bytes = signatureOf(signature);
    if (members === undefined || steering === undefined || claims === undefined || bytes === undefined)
      return undefined;
    return {
      header: steering,
      claims: { ...claims, ...claimsOfHeader(members) },
      signingInput: bytesOfAscii(token.slice(0, token.lastIndexOf('.'))),
      signature: bytes,
    };
  }
}

/** They win, absent ones too: of these the load balancer alone may speak, whatever the identity provider says of a user. */
function claimsOfHeader({ iss, exp, client, signer }: Members): Members {
  return { iss, exp, client_id: client, aud: signer, nbf: undefined, iat: undefined };
}

/** RFC 4648 §3.2: padding fills the last group of four; anything else of it stays, and is refused. */
function withoutPadding(part: string): string {
  return part.length % 4 === 0 ? part.replace(/={1,2}$/, '') : part;
}
