import { Not } from 'typeorm';
import { digestOf } from '../../../../core/secret-digest.js';
import type { AuthenticationMethod, BrowserSession } from '../../../model/browser-session.js';
import { BrowserSessionRepository } from '../../../repositories/browser-session.repository.js';
import { BrowserSessionEntity, type BrowserSessionRow } from '../entities/browser-session.entity.js';
import { removeExpired } from '../expired-rows.js';
import type { StoreConnection } from '../store-connection.js';

/** Who is logged in where, in a database. */
export class TypeOrmBrowserSessionRepository extends BrowserSessionRepository {
  constructor(private readonly connection: StoreConnection) {
    super();
  }

  async begin(session: BrowserSession): Promise<void> {
    await this.connection.write((manager) => manager.insert(BrowserSessionEntity, rowOf(session)));
  }

  async find(digest: string): Promise<BrowserSession | undefined> {
    const row = await this.connection.read((manager) => manager.findOneBy(BrowserSessionEntity, { digest }));
    return row === null ? undefined : sessionOf(row);
  }

  async listOf(subject: string): Promise<readonly BrowserSession[]> {
    const where = { subjectDigest: digestOf(subject) };
    const order = { lastSeenAt: 'DESC' } as const;
    const rows = await this.connection.read((manager) => manager.find(BrowserSessionEntity, { where, order }));
    return rows.map(sessionOf);
  }

  async touch({ digest, lastSeenAtMs: lastSeenAt, idleExpiresAtMs: idleExpiresAt }: BrowserSession): Promise<void> {
    const changes = { lastSeenAt, idleExpiresAt };
    await this.connection.write((manager) => manager.update(BrowserSessionEntity, { digest }, changes));
  }

  async end(digest: string, subject: string): Promise<boolean> {
    const where = { digest, subjectDigest: digestOf(subject) };
    const { affected } = await this.connection.write((manager) => manager.delete(BrowserSessionEntity, where));
    return affected === 1;
  }

  async endAllOf(subject: string, exceptDigest?: string): Promise<number> {
    const except = exceptDigest === undefined ? {} : { digest: Not(exceptDigest) };
    const where = { subjectDigest: digestOf(subject), ...except };
    const { affected } = await this.connection.write((manager) => manager.delete(BrowserSessionEntity, where));
    return affected ?? 0;
  }

  purgeExpired(nowMs: number, limit: number): Promise<number> {
    const columns = { key: 'digest', time: 'idleExpiresAt' } as const;
    return this.connection.write((manager) => removeExpired(manager, BrowserSessionEntity, columns, nowMs, limit));
  }
}

function rowOf(session: BrowserSession): BrowserSessionRow {
  const { digest, subject, methods, userAgent } = session;
  return {
    digest,
    subject,
    subjectDigest: digestOf(subject),
    methods: methods.join(' '),
    authenticatedAt: session.authenticatedAtMs,
    userAgent,
    lastSeenAt: session.lastSeenAtMs,
    idleExpiresAt: session.idleExpiresAtMs,
    expiresAt: session.expiresAtMs,
  };
}

function sessionOf(row: BrowserSessionRow): BrowserSession {
  const { digest, subject, methods, userAgent } = row;
  return {
    digest,
    subject,
    methods: methods.split(' ') as AuthenticationMethod[],
    authenticatedAtMs: row.authenticatedAt,
    userAgent,
    lastSeenAtMs: row.lastSeenAt,
    idleExpiresAtMs: row.idleExpiresAt,
    expiresAtMs: row.expiresAt,
  };
}
