import { EntitySchema } from 'typeorm';
import { digest, epochMs, text, word } from '../column-types.js';

export interface BrowserSessionRow {
  digest: string;
  subject: string;
  subjectDigest: string;
  /** Words with blanks between them. */
  methods: string;
  authenticatedAt: number;
  userAgent: string;
  lastSeenAt: number;
  idleExpiresAt: number;
  expiresAt: number;
}

export const BrowserSessionEntity = new EntitySchema<BrowserSessionRow>({
  name: 'BrowserSession',
  tableName: 'browser_session',
  columns: {
    digest: { ...digest, primary: true },
    subject: text,
    subjectDigest: { ...digest, name: 'subject_digest' },
    methods: word,
    authenticatedAt: { ...epochMs, name: 'authenticated_at' },
    userAgent: { ...text, name: 'user_agent' },
    lastSeenAt: { ...epochMs, name: 'last_seen_at' },
    idleExpiresAt: { ...epochMs, name: 'idle_expires_at' },
    expiresAt: { ...epochMs, name: 'expires_at' },
  },
  indices: [{ columns: ['subjectDigest'] }, { columns: ['idleExpiresAt'] }],
});
