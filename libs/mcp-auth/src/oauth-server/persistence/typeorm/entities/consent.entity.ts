import { EntitySchema } from 'typeorm';
import { digest, epochMs, text } from '../column-types.js';

/** One scope that a person agreed to; an empty scope stands for agreeing at all. */
export interface ConsentRow {
  /** Of person, client, resource and scope. */
  id: string;
  /** Of person, client and resource. */
  consentDigest: string;
  /** Of person and client. */
  connectionDigest: string;
  subject: string;
  /** Null in rows of releases that did not know it. */
  subjectDigest: string | null;
  clientId: string;
  resource: string;
  scope: string;
  grantedAt: number;
}

export const ConsentEntity = new EntitySchema<ConsentRow>({
  name: 'Consent',
  tableName: 'consent',
  columns: {
    id: { ...digest, primary: true },
    consentDigest: { ...digest, name: 'consent_digest' },
    connectionDigest: { ...digest, name: 'connection_digest' },
    subject: text,
    subjectDigest: { ...digest, name: 'subject_digest', nullable: true },
    clientId: { ...text, name: 'client_id' },
    resource: text,
    scope: text,
    grantedAt: { ...epochMs, name: 'granted_at' },
  },
  indices: [{ columns: ['consentDigest'] }, { columns: ['connectionDigest'] }, { columns: ['subjectDigest'] }],
});
