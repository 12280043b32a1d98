import { Inject, Injectable } from '@nestjs/common';
import { SharedClock } from '../../core/clock.js';
import { digestOf } from '../../core/secret-digest.js';
import type { TokenVerifier } from '../../core/token-verifier.js';
import { Store } from '../repositories/store.js';
import { opaqueTokenPrefix } from './opaque-token-prefix.js';

/** An access token of this server that is good at this moment. */
export interface OwnAccessToken {
  readonly claims: Readonly<Record<string, unknown>>;
  /** Absent for a JWT, which stands nowhere. */
  readonly opaqueDigest?: string;
}

/** Injection token of the verifier of this server's JWTs, for whatever resource of ours they are. */
export const OwnJwtVerifier = Symbol('OwnJwtVerifier');

/** Finds access tokens of this server, as it is asked about them: in the store, and nowhere else. */
@Injectable()
export class OwnAccessTokens {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(OwnJwtVerifier) private readonly jwtVerifier: TokenVerifier,
    @Inject(SharedClock) private readonly clock: SharedClock,
  ) {}

  /** @returns undefined for what is no access token of ours, or no longer good */
  find(text: string): Promise<OwnAccessToken | undefined> {
    return text.startsWith(opaqueTokenPrefix) ? this.findOpaque(text) : this.findJwt(text);
  }

  private async findOpaque(text: string): Promise<OwnAccessToken | undefined> {
    const opaqueDigest = digestOf(text);
    const found = await this.store.opaqueTokens.find(opaqueDigest);
    if (found === undefined || found.expiresAtMs <= this.clock.nowMs()) return undefined;
    return { claims: found.claims, opaqueDigest };
  }

  private async findJwt(text: string): Promise<OwnAccessToken | undefined> {
    const verification = await this.jwtVerifier.verify(text);
    if (verification.ending !== 'principal') return undefined;
    const { claims } = verification.principal;
    if (await this.store.revokedTokens.isRevoked(String(claims['jti']))) return undefined;
    return (await this.isAlive(claims)) ? { claims } : undefined;
  }

  /** A token dies with the grant that it came of. */
  private async isAlive({ grant_id: familyId }: OwnAccessToken['claims']): Promise<boolean> {
    if (typeof familyId !== 'string') return true;
    const family = await this.store.families.find(familyId);
    return family !== undefined && family.revokedAtMs === undefined;
  }
}
