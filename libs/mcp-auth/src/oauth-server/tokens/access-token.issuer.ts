import { Inject, Injectable } from '@nestjs/common';
import { nowSeconds, SharedClock } from '../../core/clock.js';
import { newSecret, Randomness } from '../../core/randomness.js';
import { digestOf } from '../../core/secret-digest.js';
import { Store } from '../repositories/store.js';
import { Signer } from '../signing-keys/signer.js';
import { opaqueTokenPrefix } from './opaque-token-prefix.js';
import { personalClaims } from './personal-claims.js';
import { signedJwt } from './signed-jwt.js';
import { TokenSettings } from './token.settings.js';

/** What an access token is to say. */
export interface AccessTokenContent {
  readonly subject: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** The one audience. */
  readonly resource: string;
  readonly roles: readonly string[];
  /** What the application says of the person beside that. */
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
  /** Absent for a client that acts for itself. */
  readonly family?: { readonly id: string; readonly authenticatedAtMs: number } | undefined;
}

/** An access token that was made. */
export interface AccessToken {
  readonly text: string;
  readonly expiresInSeconds: number;
}

/** Makes access tokens: JWTs of RFC 9068, or opaque ones that say the same in the store. */
@Injectable()
export class AccessTokenIssuer {
  constructor(
    @Inject(TokenSettings) private readonly settings: TokenSettings,
    @Inject(Signer) private readonly signer: Signer,
    @Inject(Store) private readonly store: Store,
    @Inject(SharedClock) private readonly clock: SharedClock,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  async issue(content: AccessTokenContent): Promise<AccessToken> {
    const { accessTokenFormat, accessTokenTtlSeconds: expiresInSeconds } = this.settings;
    const claims = this.claimsOf(content);
    const text =
      accessTokenFormat === 'jwt' ? await signedJwt(this.signer, 'at+jwt', claims) : await this.keep(claims, content);
    return { text, expiresInSeconds };
  }

  private claimsOf({ subject, clientId, scopes, resource, roles, claims, family }: AccessTokenContent) {
    const issuedAt = nowSeconds(this.clock);
    return {
      ...personalClaims(claims),
      iss: this.settings.issuer,
      sub: subject,
      aud: resource,
      client_id: clientId,
      scope: scopes.join(' '),
      iat: issuedAt,
      exp: issuedAt + this.settings.accessTokenTtlSeconds,
      jti: this.randomness.identifier(),
      ...(roles.length > 0 && { roles }),
      // Names the grant that it comes of, as Grant Management for OAuth 2.0 does, so that all of it can be ended at once.
      ...(family && { grant_id: family.id, auth_time: Math.floor(family.authenticatedAtMs / 1000) }),
    };
  }

  private async keep(claims: { readonly exp: number }, { family }: AccessTokenContent): Promise<string> {
    const text = opaqueTokenPrefix + newSecret(this.randomness);
    const expiresAtMs = claims.exp * 1000;
    const digest = digestOf(text);
    await this.store.opaqueTokens.store({ digest, familyId: family?.id, claims: { ...claims }, expiresAtMs });
    return text;
  }
}
