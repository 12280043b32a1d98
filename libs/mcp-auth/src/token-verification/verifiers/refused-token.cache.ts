import { hash } from 'node:crypto';
import type { Clock } from '../../core/clock.js';
import { TokenVerifier } from '../../core/token-verifier.js';
import type { Invalid, Verification } from '../../core/verification.js';
import { Generations } from './generations.js';
import type { CacheBounds } from './verified-token.cache.js';

interface Entry {
  readonly refusal: Invalid;
  readonly refusedAtMs: number;
}

/**
 * Remembers bad tokens for a moment, so that a client which does not give up costs its issuer one question. Apart from the good
 * ones, so that strangers who invent tokens push none of those out.
 */
export class RefusedTokenCache extends TokenVerifier {
  private readonly entries: Generations<Entry>;

  constructor(
    private readonly verifier: TokenVerifier,
    private readonly bounds: CacheBounds,
    private readonly clock: Clock,
  ) {
    super();
    this.entries = new Generations(bounds.maxTokens);
  }

  verify(token: string): Promise<Verification> {
    const digest = hash('sha256', token, 'base64');
    const entry = this.entries.find(digest);
    const isFresh = entry !== undefined && this.ageMs(entry) < this.bounds.maxAgeSeconds * 1000;
    return isFresh ? Promise.resolve(entry.refusal) : this.verifyAnew(token, digest);
  }

  private async verifyAnew(token: string, digest: string): Promise<Verification> {
    const refusedAtMs = this.clock.monotonicMs();
    const verification = await this.verifier.verify(token);
    if (verification.ending === 'invalid') this.entries.keep(digest, { refusal: verification, refusedAtMs });
    return verification;
  }

  private ageMs({ refusedAtMs }: Entry): number {
    return this.clock.monotonicMs() - refusedAtMs;
  }
}
