import { Inject, Injectable } from '@nestjs/common';
import { SharedClock } from '../../core/clock.js';
import type { Client } from '../model/client.js';
import { Store } from '../repositories/store.js';
import { OwnAccessTokens } from './own-access-tokens.js';
import { readRefreshToken } from './refresh-token.js';
import { TokenSettings } from './token.settings.js';

/** What is told of a token (RFC 7662 §2.2). Of one that is not good nothing else is told. */
export type Introspection =
  { readonly active: false } | ({ readonly active: true } & Readonly<Record<string, unknown>>);

const inactive: Introspection = { active: false };

/** Tells what a token is good for at this moment (RFC 7662). */
@Injectable()
export class TokenIntrospection {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(OwnAccessTokens) private readonly accessTokens: OwnAccessTokens,
    @Inject(TokenSettings) private readonly settings: TokenSettings,
    @Inject(SharedClock) private readonly clock: SharedClock,
  ) {}

  /** @param caller sees its own tokens; every token where its operator set it up */
  async of(text: string, caller: Client): Promise<Introspection> {
    const found = (await this.refreshToken(text)) ?? (await this.accessToken(text));
    const isOperators = caller.origin === 'configured' || caller.origin === 'stored';
    return found?.active === true && (isOperators || found['client_id'] === caller.clientId) ? found : inactive;
  }

  private async accessToken(text: string): Promise<Introspection | undefined> {
    const token = await this.accessTokens.find(text);
    return token && { ...token.claims, active: true, token_type: 'Bearer' };
  }

  private async refreshToken(text: string): Promise<Introspection | undefined> {
    const token = readRefreshToken(text);
    if (token === undefined) return undefined;
    const family = await this.store.families.findByLineage(token.lineageDigest);
    if (family?.refresh?.currentDigest !== token.digest || family.revokedAtMs !== undefined) return inactive;
    const expiresAtMs = Math.min(family.refresh.idleExpiresAtMs, family.refresh.expiresAtMs);
    if (this.clock.nowMs() >= expiresAtMs) return inactive;
    const { clientId: client_id, subject: sub, scopes, resources: aud } = family;
    const iss = this.settings.issuer;
    return { active: true, iss, sub, client_id, aud, scope: scopes.join(' '), exp: Math.floor(expiresAtMs / 1000) };
  }
}
