import { Inject, Injectable } from '@nestjs/common';
import { SharedClock } from '../../core/clock.js';
import { OAuthError } from '../../core/errors/oauth-error.js';
import type { Client } from '../model/client.js';
import type { RefreshState, TokenFamily } from '../model/token-family.js';
import { Store } from '../repositories/store.js';
import type { TokenRequest } from '../requests/token.request.js';
import { FamilyEnd } from '../tokens/family-end.js';
import type { IssuedTokens } from '../tokens/issued-tokens.js';
import { readRefreshToken, type RefreshToken } from '../tokens/refresh-token.js';
import { Succession } from '../tokens/succession.js';
import { FamilyAccess } from './family-access.js';
import { Grant } from './grant.js';

/** A family whose refresh tokens live. */
type LivingFamily = TokenFamily & { readonly refresh: RefreshState };

/** Puts a new refresh token in the place of the presented one (OAuth 2.1 §4.3). */
@Injectable()
export class RefreshTokenGrant extends Grant {
  readonly grantType = 'refresh_token';
  readonly registrableBy = 'clients';

  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(FamilyAccess) private readonly access: FamilyAccess,
    @Inject(Succession) private readonly succession: Succession,
    @Inject(FamilyEnd) private readonly familyEnd: FamilyEnd,
    @Inject(SharedClock) private readonly clock: SharedClock,
  ) {
    super();
  }

  async redeem(request: TokenRequest, client: Client): Promise<IssuedTokens> {
    const presented = readRefreshToken(request.parameters.required('refresh_token'));
    if (presented === undefined) throw new OAuthError('refresh_token_unknown');
    const family = await this.living(presented, client);
    // Judged and signed before anything is spent: what is refused costs the client nothing.
    const issued = await this.access.issue(family, request);
    if (family.refresh.currentDigest === presented.digest) {
      const { successor, rotation } = this.succession.prepare(family, presented);
      if (await this.store.families.rotate(rotation)) return { ...issued, refreshToken: successor.text };
    }
    const successor = await this.recover(presented, client, request);
    return { ...issued, refreshToken: successor.text };
  }

  /** The family of a token, if it is this client's and lives. What is refused here changes nothing. */
  private async living({ lineageDigest }: RefreshToken, { clientId }: Client): Promise<LivingFamily> {
    const family = await this.store.families.findByLineage(lineageDigest);
    if (family?.refresh === undefined) throw new OAuthError('refresh_token_unknown');
    if (family.clientId !== clientId) throw new OAuthError('refresh_token_of_other_client', { clientId });
    if (family.revokedAtMs !== undefined) throw new OAuthError('grant_revoked');
    const { idleExpiresAtMs, expiresAtMs } = family.refresh;
    if (this.clock.nowMs() >= Math.min(idleExpiresAtMs, expiresAtMs)) throw new OAuthError('refresh_token_expired');
    return { ...family, refresh: family.refresh };
  }

  /** The token is spent: its client gets what it was spent for, or two parties have it (OAuth 2.1 §4.3.1). */
  private async recover(presented: RefreshToken, client: Client, { origin }: TokenRequest): Promise<RefreshToken> {
    const family = await this.living(presented, client);
    const successor = this.succession.recover(family, presented);
    if (successor !== undefined) return successor;
    await this.familyEnd.of(family, 'refresh_token_reused', origin);
    throw new OAuthError('refresh_token_reused', { clientId: client.clientId });
  }
}
