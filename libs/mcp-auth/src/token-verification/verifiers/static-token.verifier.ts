import { nowSeconds, type Clock } from '../../core/clock.js';
import type { Principal } from '../../core/principal.js';
import { digestOf, hasDigest } from '../../core/secret-digest.js';
import { TokenVerifier } from '../../core/token-verifier.js';
import { invalid, type Verification } from '../../core/verification.js';

/** A token that was agreed on beforehand. */
export interface KnownToken {
  /** SHA-256 of the token, in lower-case hex. */
  readonly digest: string;
  /** Who calls with it. */
  readonly principal: Principal;
}

/** Knows tokens by their digests: neither the options nor the memory of the process hold one that could be used. */
export class StaticTokenVerifier extends TokenVerifier {
  private readonly known: ReadonlyMap<string, KnownToken>;

  constructor(
    tokens: readonly KnownToken[],
    private readonly clock: Clock,
  ) {
    super();
    this.known = new Map(tokens.map((one) => [one.digest, one]));
  }

  verify(token: string): Promise<Verification> {
    return Promise.resolve(this.verdictOn(token));
  }

  private verdictOn(token: string): Verification {
    // What looking up tells by its time is about a digest, which nobody can steer. What was found is compared in constant time nevertheless.
    const known = this.known.get(digestOf(token));
    if (known === undefined || !hasDigest(token, known.digest)) return invalid('token_unknown');
    const { expiresAt } = known.principal;
    const now = nowSeconds(this.clock);
    if (now >= expiresAt) return invalid('token_expired', { expiresAt, nowSeconds: now });
    return { ending: 'principal', principal: known.principal };
  }
}
