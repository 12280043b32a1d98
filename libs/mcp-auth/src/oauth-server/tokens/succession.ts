import { Inject, Injectable } from '@nestjs/common';
import { SharedClock } from '../../core/clock.js';
import { Randomness } from '../../core/randomness.js';
import type { TokenFamily } from '../model/token-family.js';
import type { Rotation } from '../repositories/token-family.repository.js';
import { successorOf, type RefreshToken } from './refresh-token.js';
import { sealSuccessor, unsealSuccessor } from './sealed-successor.js';
import { TokenSettings } from './token.settings.js';

/** A successor that was made, and the rotation that has to win before it is worth anything. */
export interface PreparedSuccessor {
  readonly successor: RefreshToken;
  readonly rotation: Rotation;
}

/** How one refresh token follows another. */
@Injectable()
export class Succession {
  constructor(
    @Inject(TokenSettings) private readonly settings: TokenSettings,
    @Inject(SharedClock) private readonly clock: SharedClock,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  prepare({ id: familyId }: TokenFamily, presented: RefreshToken): PreparedSuccessor {
    const successor = successorOf(presented, this.randomness);
    const nowMs = this.clock.nowMs();
    const rotation = {
      familyId,
      presentedDigest: presented.digest,
      successorDigest: successor.digest,
      sealedSuccessor: sealSuccessor(successor, presented, this.randomness),
      idleExpiresAtMs: nowMs + this.settings.refreshTokenIdleSeconds * 1000,
      nowMs,
    };
    return { successor, rotation };
  }

  /**
   * The successor that a token has already, for a client whose answer was lost or that asked twice at once.
   * @returns undefined where the token is not the immediate predecessor, or was replaced too long ago
   */
  recover({ refresh }: TokenFamily, presented: RefreshToken): RefreshToken | undefined {
    const previous = refresh?.previous;
    if (previous?.digest !== presented.digest) return undefined;
    const isLate = this.clock.nowMs() - previous.rotatedAtMs >= this.settings.refreshOverlapSeconds * 1000;
    return isLate ? undefined : unsealSuccessor(previous.sealedSuccessor, presented);
  }
}
