import { Inject, Injectable } from '@nestjs/common';
import { Randomness } from '../core/randomness.js';
import type { TokenFamily } from './model/token-family.js';
import { Store } from './repositories/store.js';
import { FamilyEnd } from './tokens/family-end.js';

/** Which logins are meant: one by its id, as `grant_id` of its tokens and audit events has it, or all of a person, a client, or both. */
export type Grants =
  | { readonly grantId: string }
  | { readonly subject: string; readonly clientId?: string }
  | { readonly clientId: string; readonly subject?: string };

/** A login with its tokens, for a client. */
export interface AliveGrant {
  readonly grantId: string;
  readonly clientId: string;
  readonly subject: string;
  readonly scopes: readonly string[];
  readonly loggedInAt: Date;
}

/** Ends logins for an administrator, with all their tokens, on every replica within a second. */
@Injectable()
export class GrantAdministration {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(FamilyEnd) private readonly familyEnd: FamilyEnd,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  /** Logins of a person, of a client, or of both, that were not ended; the newest first. */
  async list(grants: Exclude<Grants, { readonly grantId: string }>): Promise<readonly AliveGrant[]> {
    const families = await this.familiesOf(grants);
    return families
      .filter(({ redeemedAtMs }) => redeemedAtMs !== undefined)
      .toSorted((one, other) => other.authenticatedAtMs - one.authenticatedAtMs)
      .map(({ id, clientId, subject, scopes, authenticatedAtMs }) => {
        return { grantId: id, clientId, subject, scopes, loggedInAt: new Date(authenticatedAtMs) };
      });
  }

  /**
   * Ends what is meant, and records each end as `grant_ended` under one correlation id. A login that begins meanwhile is not meant.
   * @returns how many were alive
   * @throws StoreError where the store cannot be asked; what was ended before stays so
   */
  async end(grants: Grants): Promise<number> {
    const families = await this.familiesOf(grants);
    const origin = { correlationId: this.randomness.identifier() };
    for (const family of families) await this.familyEnd.of(family, 'revoked_by_administrator', origin);
    return families.length;
  }

  private async familiesOf(grants: Grants): Promise<readonly TokenFamily[]> {
    if (!('grantId' in grants)) {
      // Not all of everybody, where a variable of the caller happens to be empty.
      if (grants.subject === undefined && grants.clientId === undefined)
        throw new TypeError('Name a person or a client');
      return this.store.families.findAlive(grants);
    }
    const family = await this.store.families.find(grants.grantId);
    return family === undefined || family.revokedAtMs !== undefined ? [] : [family];
  }
}
