import { Inject, Injectable } from '@nestjs/common';
import { readBearerCredential } from '../../core/bearer-token.js';
import { SharedClock } from '../../core/clock.js';
import { OAuthError } from '../../core/errors/oauth-error.js';
import { digestOf } from '../../core/secret-digest.js';
import { Store } from '../repositories/store.js';
import { ClientSettings, type InitialAccessToken } from './client.settings.js';

/** A token that is good for one registration is remembered as long as it could come again. */
const forever = Number.MAX_SAFE_INTEGER;

/** Leave to register, where registration needs one (RFC 7591 §3). */
@Injectable()
export class InitialAccess {
  constructor(
    @Inject(ClientSettings) private readonly settings: ClientSettings,
    @Inject(Store) private readonly store: Store,
    @Inject(SharedClock) private readonly clock: SharedClock,
  ) {}

  /**
   * @param authorization every `Authorization` field; a token anywhere else is not looked at
   * @returns the token, which is to be spent when all else is well; undefined where none is needed
   * @throws OAuthError
   */
  check(authorization: readonly string[]): InitialAccessToken | undefined {
    const { access, initialAccessTokens } = this.settings.registration;
    if (access !== 'initial_access_token') return undefined;
    const credential = readBearerCredential(authorization);
    const digest = credential.found === 'token' ? digestOf(credential.token) : undefined;
    const token = initialAccessTokens.find((one) => one.digest === digest);
    const isGood = token !== undefined && this.clock.nowMs() < (token.expiresAtMs ?? forever);
    if (!isGood) throw new OAuthError('initial_access_token_refused');
    return token;
  }

  /** @throws OAuthError where the token was good for one registration, and somebody has had it */
  async spend(token: InitialAccessToken | undefined): Promise<void> {
    if (token?.goodFor !== 'one_registration') return;
    const digest = digestOf(`initial access token ${token.digest}`);
    const isFirst = await this.store.assertionUses.useOnce(digest, token.expiresAtMs ?? forever);
    if (!isFirst) throw new OAuthError('initial_access_token_refused', { cause: 'used up' });
  }
}
