import { EntitySchema } from 'typeorm';
import { digest, epochMs, text, word } from '../column-types.js';

export interface ClientRow {
  clientDigest: string;
  /** The client, as JSON. */
  client: string;
  fingerprint: string | null;
  /** Fingerprint and time slot, of which there is one registration. */
  repetitionKey: string | null;
  managementDigest: string | null;
  /** Null for a client that did not register itself. */
  registeredAt: number | null;
  usedAt: number | null;
}

export const ClientEntity = new EntitySchema<ClientRow>({
  name: 'Client',
  tableName: 'client',
  columns: {
    clientDigest: { ...digest, name: 'client_digest', primary: true },
    client: text,
    fingerprint: { ...digest, nullable: true },
    repetitionKey: { ...word, name: 'repetition_key', nullable: true },
    managementDigest: { ...digest, name: 'management_digest', nullable: true },
    registeredAt: { ...epochMs, name: 'registered_at', nullable: true },
    usedAt: { ...epochMs, name: 'used_at', nullable: true },
  },
  indices: [{ columns: ['repetitionKey'], unique: true }, { columns: ['fingerprint'] }, { columns: ['registeredAt'] }],
});
