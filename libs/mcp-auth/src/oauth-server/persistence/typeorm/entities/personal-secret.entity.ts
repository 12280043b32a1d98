import { EntitySchema } from 'typeorm';
import { digest, epochMs, text, word } from '../column-types.js';

export interface PersonalSecretRow {
  digest: string;
  purpose: string;
  subject: string;
  subjectDigest: string;
  expiresAt: number;
}

export const PersonalSecretEntity = new EntitySchema<PersonalSecretRow>({
  name: 'PersonalSecret',
  tableName: 'personal_secret',
  columns: {
    digest: { ...digest, primary: true },
    purpose: word,
    subject: text,
    subjectDigest: { ...digest, name: 'subject_digest' },
    expiresAt: { ...epochMs, name: 'expires_at' },
  },
  indices: [{ columns: ['subjectDigest'] }, { columns: ['expiresAt'] }],
});
