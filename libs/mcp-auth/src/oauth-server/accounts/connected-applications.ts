import { Inject, Injectable } from '@nestjs/common';
import type { AuditedRequest, GrantEndCause } from '../../core/audit/audit-events.js';
import { unionOfScopes } from '../../core/scopes.js';
import { ClientLookup } from '../clients/client-lookup.js';
import type { Client } from '../model/client.js';
import { Store } from '../repositories/store.js';
import { FamilyEnd } from '../tokens/family-end.js';

/** An application that can act for somebody, or that they would not be asked about in full again. */
export interface ConnectedApplication {
  readonly clientId: string;
  /** Undefined where the client is gone. */
  readonly client: Client | undefined;
  readonly scopes: readonly string[];
  readonly allowedAtMs: number;
  /** When it last got tokens; undefined where it holds none. */
  readonly lastUsedAtMs: number | undefined;
}

/** What people have allowed, for themselves to see and to take back. */
@Injectable()
export class ConnectedApplications {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(ClientLookup) private readonly clients: ClientLookup,
    @Inject(FamilyEnd) private readonly familyEnd: FamilyEnd,
  ) {}

  async of(subject: string): Promise<readonly ConnectedApplication[]> {
    const consents = await this.store.consents.listOf(subject);
    const families = await this.store.families.findAlive({ subject });
    const ids = [...new Set([...consents, ...families].map(({ clientId }) => clientId))];
    return Promise.all(
      ids.map(async (clientId): Promise<ConnectedApplication> => {
        const agreed = consents.filter((consent) => consent.clientId === clientId);
        const logins = families.filter((family) => family.clientId === clientId && family.redeemedAtMs !== undefined);
        const used = logins.map(({ redeemedAtMs = 0, refresh }) => refresh?.previous?.rotatedAtMs ?? redeemedAtMs);
        const allowed = [
          ...agreed.map(({ grantedAtMs }) => grantedAtMs),
          ...logins.map(({ authenticatedAtMs }) => authenticatedAtMs),
        ];
        return {
          clientId,
          client: await this.clients.find(clientId).catch(() => undefined),
          scopes: unionOfScopes(...agreed.map(({ scopes }) => scopes), ...logins.map(({ scopes }) => scopes)),
          allowedAtMs: Math.min(...allowed),
          lastUsedAtMs: used.length === 0 ? undefined : Math.max(...used),
        };
      }),
    );
  }

  /** Takes everything from a client that it has of a person: what was agreed to, and every token. */
  async revoke(subject: string, clientId: string, cause: GrantEndCause, origin: AuditedRequest): Promise<void> {
    await this.store.consents.forget(subject, clientId);
    for (const family of await this.store.families.findAlive({ subject, clientId })) {
      await this.familyEnd.of(family, cause, origin);
    }
  }
}
