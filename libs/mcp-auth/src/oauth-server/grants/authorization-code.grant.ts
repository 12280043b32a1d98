import { Inject, Injectable } from '@nestjs/common';
import { SharedClock } from '../../core/clock.js';
import { OAuthError } from '../../core/errors/oauth-error.js';
import { digestOf } from '../../core/secret-digest.js';
import type { Client } from '../model/client.js';
import type { TokenFamily } from '../model/token-family.js';
import { Store } from '../repositories/store.js';
import type { TokenRequest } from '../requests/token.request.js';
import type { IssuedTokens } from '../tokens/issued-tokens.js';
import { checkCodeBinding } from './code-binding.check.js';
import { FamilyEnd } from '../tokens/family-end.js';
import { FirstTokens } from './first-tokens.js';
import { Grant } from './grant.js';

/** A code that comes so soon after its redemption was sent beside it, by the same client, and is no replay. */
const racingMs = 500;

/** Redeems a code, once (OAuth 2.1 §4.1.3). */
@Injectable()
export class AuthorizationCodeGrant extends Grant {
  readonly grantType = 'authorization_code';
  readonly registrableBy = 'clients';

  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(FirstTokens) private readonly tokens: FirstTokens,
    @Inject(FamilyEnd) private readonly familyEnd: FamilyEnd,
    @Inject(SharedClock) private readonly clock: SharedClock,
  ) {
    super();
  }

  async redeem(request: TokenRequest, client: Client): Promise<IssuedTokens> {
    const family = await this.store.families.findByCode(digestOf(request.parameters.required('code')));
    if (family === undefined) throw new OAuthError('code_unknown');
    checkCodeBinding(family, request, client);
    if (family.redeemedAtMs !== undefined) return this.refuseSpent(family, family.redeemedAtMs, request);
    if (family.revokedAtMs !== undefined) throw new OAuthError('grant_revoked');
    if (family.code.expiresAtMs <= this.clock.nowMs()) throw new OAuthError('code_expired');
    const { issued, redemption } = await this.tokens.prepare(family, request, client);
    if (!(await this.store.families.redeemOnce(redemption))) throw new OAuthError('code_spent');
    return issued;
  }

  /** Whoever shows code and verifier after their time has stolen them, or was stolen from (OAuth 2.1 §4.1.3). */
  private async refuseSpent(family: TokenFamily, redeemedAtMs: number, { origin }: TokenRequest): Promise<never> {
    if (this.clock.nowMs() - redeemedAtMs <= racingMs) throw new OAuthError('code_spent');
    await this.familyEnd.of(family, 'code_replayed', origin);
    throw new OAuthError('code_replayed');
  }
}
