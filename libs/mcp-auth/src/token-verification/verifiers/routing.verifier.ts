import type { TokenMarks } from '../../composition/auth-kind.js';
import { TokenVerifier } from '../../core/token-verifier.js';
import { invalid, type Verification } from '../../core/verification.js';
import { tokenFormatOf } from '../token-format.js';

/** A verifier, and which tokens are for it. */
export interface VerifierRoute {
  readonly marks: TokenMarks;
  readonly verifier: TokenVerifier;
}

/** Shows each token to exactly one verifier, or to none: what an issuer issued is nobody else's business. */
export class RoutingVerifier extends TokenVerifier {
  private readonly byIssuer: ReadonlyMap<string, TokenVerifier>;
  /** The longest prefix first, so that the empty one is asked last. */
  private readonly byPrefix: readonly (readonly [string, TokenVerifier])[];

  constructor(routes: readonly VerifierRoute[]) {
    super();
    this.byIssuer = new Map(
      routes.flatMap(({ marks, verifier }) => marks.issuers.map((issuer) => [issuer, verifier] as const)),
    );
    this.byPrefix = routes
      .flatMap(({ marks, verifier }) => marks.prefixes.map((prefix) => [prefix, verifier] as const))
      .toSorted(([a], [b]) => b.length - a.length);
  }

  async verify(token: string): Promise<Verification> {
    const seen = tokenFormatOf(token);
    if (seen.format === 'jwt') return this.verifyJwt(token, seen.issuer);
    const [, verifier] = this.byPrefix.find(([prefix]) => token.startsWith(prefix)) ?? [];
    return verifier === undefined ? invalid('token_unknown') : verifier.verify(token);
  }

  private async verifyJwt(token: string, issuer: string | undefined): Promise<Verification> {
    const verifier = issuer === undefined ? undefined : this.byIssuer.get(issuer);
    if (verifier !== undefined) return verifier.verify(token);
    const found = (issuer ?? 'none').slice(0, 256);
    return invalid('issuer_not_accepted', { expected: [...this.byIssuer.keys()], found });
  }
}
