import { In, IsNull, type FindOptionsWhere } from 'typeorm';
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
      subjectDigest: digestOf(subject),
      clientId,
      resource,
      scope,
      grantedAt,
    }));
    await this.connection.write((manager) =>
      manager.createQueryBuilder().insert().into(ConsentEntity).values(rows).orIgnore().execute(),
    );
  }

  async withdraw({ subject, clientId, resource, scopes }: Omit<Consent, 'grantedAtMs'>): Promise<void> {
    const where = { consentDigest: digestOfAll(subject, clientId, resource), scope: In([...scopes]) };
    await this.connection.write((manager) => manager.delete(ConsentEntity, where));
  }

  async find(subject: string, clientId: string, resource: string): Promise<Consent | undefined> {
    const where = { consentDigest: digestOfAll(subject, clientId, resource) };
    const rows = await this.connection.read((manager) => manager.findBy(ConsentEntity, where));
    return consentOf(rows);
  }

  async listOf(subject: string): Promise<readonly Consent[]> {
    const rows = await this.connection.read((manager) => manager.findBy(ConsentEntity, whereOf(subject)));
    const digests = new Set(rows.filter((row) => row.subject === subject).map(({ consentDigest }) => consentDigest));
    return [...digests].flatMap(
      (digest) => consentOf(rows.filter(({ consentDigest }) => consentDigest === digest)) ?? [],
    );
  }

  async forgetAllOf(subject: string): Promise<void> {
    await this.connection.write(async (manager) => {
      for (const where of whereOf(subject)) await manager.delete(ConsentEntity, where);
    });
  }

  async forget(subject: string, clientId: string): Promise<void> {
    const where = { connectionDigest: digestOfAll(subject, clientId) };
    await this.connection.write((manager) => manager.delete(ConsentEntity, where));
  }
}

/** Rows of earlier releases are in no index. */
function whereOf(subject: string): FindOptionsWhere<ConsentRow>[] {
  return [{ subjectDigest: digestOf(subject) }, { subjectDigest: IsNull(), subject }];
}

/** @param rows of one consent, a row per scope */
function consentOf(rows: readonly ConsentRow[]): Consent | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const { subject, clientId, resource } = first;
  const scopes = rows.flatMap(({ scope }) => (scope === '' ? [] : [scope])).toSorted();
  return { subject, clientId, resource, scopes, grantedAtMs: Math.max(...rows.map(({ grantedAt }) => grantedAt)) };
}

function digestOfAll(...parts: readonly string[]): string {
  return digestOf(JSON.stringify(parts));
}
