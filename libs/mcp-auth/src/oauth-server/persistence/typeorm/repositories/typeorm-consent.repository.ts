import { digestOf } from '../../../../core/secret-digest.js';
import type { Consent } from '../../../model/consent.js';
import { ConsentRepository } from '../../../repositories/consent.repository.js';
import { ConsentEntity, type ConsentRow } from '../entities/consent.entity.js';
import type { StoreConnection } from '../store-connection.js';

/** Consents in a database: a row per scope, so that two pages at once add to each other. */
export class TypeOrmConsentRepository extends ConsentRepository {
  constructor(private readonly connection: StoreConnection) {
    super();
  }

  async remember({ subject, clientId, resource, scopes, grantedAtMs: grantedAt }: Consent): Promise<void> {
    // The empty scope stands for agreeing at all: there are resources without scopes.
    const rows = ['', ...scopes].map((scope): ConsentRow => ({
      id: digestOfAll(subject, clientId, resource, scope),
      consentDigest: digestOfAll(subject, clientId, resource),
      connectionDigest: digestOfAll(subject, clientId),
      subject,
      clientId,
      resource,
      scope,
      grantedAt,
    }));
    await this.connection.write((manager) =>
      manager.createQueryBuilder().insert().into(ConsentEntity).values(rows).orIgnore().execute(),
    );
  }

  async find(subject: string, clientId: string, resource: string): Promise<Consent | undefined> {
    const where = { consentDigest: digestOfAll(subject, clientId, resource) };
    const rows = await this.connection.read((manager) => manager.findBy(ConsentEntity, where));
    if (rows.length === 0) return undefined;
    const scopes = rows.map(({ scope }) => scope).filter((scope) => scope !== '');
    return { subject, clientId, resource, scopes, grantedAtMs: Math.max(...rows.map(({ grantedAt }) => grantedAt)) };
  }

  async forget(subject: string, clientId: string): Promise<void> {
    const where = { connectionDigest: digestOfAll(subject, clientId) };
    await this.connection.write((manager) => manager.delete(ConsentEntity, where));
  }
}

function digestOfAll(...parts: readonly string[]): string {
  return digestOf(JSON.stringify(parts));
}
