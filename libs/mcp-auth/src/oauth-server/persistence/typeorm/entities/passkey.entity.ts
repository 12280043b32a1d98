import { EntitySchema } from 'typeorm';
import { digest, epochMs, text } from '../column-types.js';

export interface PasskeyRow {
  credentialDigest: string;
  credentialId: string;
  subject: string;
  subjectDigest: string;
  publicKey: string;
  signatures: number;
  label: string;
  createdAt: number;
  lastUsedAt: number | null;
}

export const PasskeyEntity = new EntitySchema<PasskeyRow>({
  name: 'Passkey',
  tableName: 'passkey',
  columns: {
    credentialDigest: { ...digest, name: 'credential_digest', primary: true },
    credentialId: { ...text, name: 'credential_id' },
    subject: text,
    subjectDigest: { ...digest, name: 'subject_digest' },
    publicKey: { ...text, name: 'public_key' },
    // Counted with 32 bits by authenticators, which is more than an integer of some databases has.
    signatures: epochMs,
    label: text,
    createdAt: { ...epochMs, name: 'created_at' },
    lastUsedAt: { ...epochMs, name: 'last_used_at', nullable: true },
  },
  indices: [{ columns: ['subjectDigest'] }],
});
