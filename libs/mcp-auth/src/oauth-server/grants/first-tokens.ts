import { Inject, Injectable } from '@nestjs/common';
import { SharedClock } from '../../core/clock.js';
import { Randomness } from '../../core/randomness.js';
import type { Client } from '../model/client.js';
import type { TokenFamily } from '../model/token-family.js';
import type { Redemption } from '../repositories/token-family.repository.js';
import type { TokenRequest } from '../requests/token.request.js';
import type { IssuedTokens } from '../tokens/issued-tokens.js';
import { firstRefreshToken } from '../tokens/refresh-token.js';
import { TokenSettings } from '../tokens/token.settings.js';
import { FamilyAccess } from './family-access.js';

/** Tokens that are made, and the redemption that has to win before they may leave the house. */
export interface PreparedTokens {
  readonly issued: IssuedTokens;
  readonly redemption: Redemption;
}

/** Makes the first tokens of a family. */
@Injectable()
export class FirstTokens {
  constructor(
    @Inject(TokenSettings) private readonly settings: TokenSettings,
    @Inject(FamilyAccess) private readonly access: FamilyAccess,
    @Inject(SharedClock) private readonly clock: SharedClock,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  /** @throws OAuthError where the request asks for more than was granted, or the person is gone */
  async prepare(family: TokenFamily, request: TokenRequest, client: Client): Promise<PreparedTokens> {
    const { accessTokenTtlSeconds, refreshTokenIdleSeconds, refreshTokenAbsoluteSeconds } = this.settings;
    const issued = await this.access.issue(family, request);
    const nowMs = this.clock.nowMs();
    const token = client.grantTypes.includes('refresh_token') ? firstRefreshToken(this.randomness) : undefined;
    const refresh = token && {
      lineageDigest: token.lineageDigest,
      currentDigest: token.digest,
      idleExpiresAtMs: nowMs + refreshTokenIdleSeconds * 1000,
      expiresAtMs: nowMs + refreshTokenAbsoluteSeconds * 1000,
    };
    // Access tokens outlive the last refresh; until they are gone too, the family can be ended.
    const lifeSeconds = (token === undefined ? 0 : refreshTokenAbsoluteSeconds) + accessTokenTtlSeconds;
    const redemption = { familyId: family.id, nowMs, refresh, purgeableAtMs: nowMs + lifeSeconds * 1000 };
    return { issued: { ...issued, refreshToken: token?.text }, redemption };
  }
}
