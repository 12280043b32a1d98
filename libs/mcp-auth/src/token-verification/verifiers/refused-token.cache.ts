import { hash } from 'node:crypto';
import type { Clock } from '../../core/clock.js';
import { TokenVerifier } from '../../core/token-verifier.js';
import type { Invalid, Verification } from '../../core/verification.js';
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
  private young = new Map<string, Entry>();
  private old = new Map<string, Entry>();

  constructor(
    private readonly verifier: TokenVerifier,
    private readonly bounds: CacheBounds,
    private readonly clock: Clock,
  ) {
    super();
  }

  verify(token: string): Promise<Verification> {
    const digest = hash('sha256', token, 'base64');
    const entry = this.young.get(digest) ?? this.old.get(digest);
    const isFresh = entry !== undefined && this.ageMs(entry) < this.bounds.maxAgeSeconds * 1000;
    return isFresh ? Promise.resolve(entry.refusal) : this.verifyAnew(token, digest);
  }

  private async verifyAnew(token: string, digest: string): Promise<Verification> {
    const verification = await this.verifier.verify(token);
    if (verification.ending === 'invalid') this.keep(digest, verification);
    return verification;
  }

  private ageMs({ refusedAtMs }: Entry): number {
    return this.clock.monotonicMs() - refusedAtMs;
  }

  private keep(digest: string, refusal: Invalid): void {
    if (this.young.size >= this.bounds.maxTokens / 2) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(digest, { refusal, refusedAtMs: this.clock.monotonicMs() });
  }
}
