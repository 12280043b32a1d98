import { Inject, Injectable } from '@nestjs/common';
import type { AuditedRequest } from '../../core/audit/audit-events.js';
import { AuditTrail } from '../../core/audit/audit-trail.js';
import { digestOf } from '../../core/secret-digest.js';
import type { Client } from '../model/client.js';
import { Store } from '../repositories/store.js';
import { RevocationFeed } from '../revocations/revocation-feed.js';
import { FamilyEnd } from './family-end.js';
import { OwnAccessTokens } from './own-access-tokens.js';
import { readRefreshToken, type RefreshToken } from './refresh-token.js';

/** Ends tokens at the wish of the client that has them (RFC 7009). What is another client's, or nobody's, is left as it is. */
@Injectable()
export class TokenRevocation {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(OwnAccessTokens) private readonly accessTokens: OwnAccessTokens,
    @Inject(RevocationFeed) private readonly revocations: RevocationFeed,
    @Inject(FamilyEnd) private readonly familyEnd: FamilyEnd,
    @Inject(AuditTrail) private readonly auditTrail: AuditTrail,
  ) {}

  async revoke(text: string, client: Client, origin: AuditedRequest): Promise<void> {
    const refreshToken = readRefreshToken(text);
    if (refreshToken === undefined) await this.revokeAccessToken(text, client, origin);
    else await this.revokeFamily(refreshToken, client, origin);
  }

  /** A refresh token takes its whole family with it, spent or not (RFC 7009 §2.1). */
  private async revokeFamily(token: RefreshToken, { clientId }: Client, origin: AuditedRequest): Promise<void> {
    const family = await this.store.families.findByLineage(token.lineageDigest);
    if (family?.clientId === clientId) await this.familyEnd.of(family, 'revoked_by_client', origin);
  }

  private async revokeAccessToken(text: string, { clientId }: Client, origin: AuditedRequest): Promise<void> {
    const token = await this.accessTokens.find(text);
    if (token === undefined || token.claims['client_id'] !== clientId) return;
    const { sub } = token.claims;
    const [tokenId, expiresAtMs] = [String(token.claims['jti']), Number(token.claims['exp']) * 1000];
    if (token.opaqueDigest !== undefined) await this.store.opaqueTokens.remove(token.opaqueDigest);
    // Also of an opaque token, for the streams that it has opened in other replicas.
    await this.store.revokedTokens.revoke(tokenId, expiresAtMs);
    this.revocations.announce({ of: 'token', tokenDigest: digestOf(tokenId), expiresAtMs });
    this.auditTrail.record('access_token_revoked', { ...origin, clientId, subject: String(sub) });
  }
}
