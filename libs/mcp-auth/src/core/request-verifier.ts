import { TokenVerifier } from './token-verifier.js';
import type { Verification } from './verification.js';

/** What a verifier may see of an HTTP request beside a token. */
export interface RequestFields {
  /** Every value of a header field, one for each time that it was sent. */
  valuesOf(name: string): readonly string[];
  /** Who is at the other end of the connection, where it showed a certificate that this server trusts. */
  readonly peer: TlsPeer | undefined;
}

/** The peer of a mutually authenticated TLS connection. */
export interface TlsPeer {
  /** `subjectAltName` entries as Node writes them: `DNS:gateway.internal`, `URI:spiffe://mesh/ns/edge/sa/gateway`. */
  readonly names: readonly string[];
}

/** Port: verifies a whole request, for callers whose credential does not stand behind `Bearer`. */
export abstract class RequestVerifier extends TokenVerifier {
  abstract verifyRequest(request: RequestFields): Promise<Verification>;
}
