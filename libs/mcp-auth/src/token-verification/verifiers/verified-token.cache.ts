import { hash } from 'node:crypto';
import type { Clock } from '../../core/clock.js';
import { TokenVerifier } from '../../core/token-verifier.js';
import type { Insufficient, Verification, Verified } from '../../core/verification.js';
import { Generations } from './generations.js';

/** How much is remembered, and for how long. */
export interface CacheBounds {
  readonly maxTokens: number;
  /** A removed key, or whatever else the issuer changes, is noticed after this time at the latest. */
  readonly maxAgeSeconds: number;
}

/** A token that lacks a scope is a good one, too. */
type Good = Verified | Insufficient;

interface Entry {
  readonly verified: Good;
  readonly verifiedAtMs: number;
}

/**
 * Remembers good tokens, so that a client pays for the signature of its token once. Only digests are kept, never a token; only
 * what was good; nothing past its `exp`; and never more than the bound, whatever is sent.
 */
export class VerifiedTokenCache extends TokenVerifier {
  private readonly entries: Generations<Entry>;

  constructor(
    private readonly verifier: TokenVerifier,
    private readonly bounds: CacheBounds,
    private readonly clock: Clock,
  ) {
    super();
    this.entries = new Generations(bounds.maxTokens);
  }

  /** Tokens that are remembered. */
  get size(): number {
    return this.entries.size;
  }

  verify(token: string): Promise<Verification> {
    const digest = hash('sha256', token, 'base64');
    const known = this.find(digest);
    return known === undefined ? this.verifyAnew(token, digest) : Promise.resolve(known);
  }

  private find(digest: string): Good | undefined {
    const entry = this.entries.find(digest);
    if (entry === undefined || !this.isUsable(entry)) return undefined;
    this.entries.renew(digest, entry);
    return entry.verified;
  }

  private isUsable({ verified, verifiedAtMs }: Entry): boolean {
    const isFresh = this.clock.monotonicMs() - verifiedAtMs < this.bounds.maxAgeSeconds * 1000;
    return isFresh && this.clock.nowMs() < verified.principal.expiresAt * 1000;
  }

  private async verifyAnew(token: string, digest: string): Promise<Verification> {
    const verifiedAtMs = this.clock.monotonicMs();
    const verification = await this.verifier.verify(token);
    // Who came while the question was open has a later moment for the same answer, which would make it younger than it is.
    if (isGood(verification) && this.find(digest) === undefined)
      this.entries.keep(digest, { verified: verification, verifiedAtMs });
    return verification;
  }
}

function isGood(verification: Verification): verification is Good {
  return verification.ending === 'principal' || verification.ending === 'insufficient';
}
