import { EntitySchema } from 'typeorm';
import { digest, epochMs, text } from '../column-types.js';

export interface InteractionRow {
  digest: string;
  browserDigest: string;
  parameters: string;
  startedAt: number;
  expiresAt: number;
}

export const InteractionEntity = new EntitySchema<InteractionRow>({
  name: 'Interaction',
  tableName: 'interaction',
  columns: {
    digest: { ...digest, primary: true },
    browserDigest: { ...digest, name: 'browser_digest' },
    parameters: text,
    startedAt: { ...epochMs, name: 'started_at' },
    expiresAt: { ...epochMs, name: 'expires_at' },
  },
  indices: [{ columns: ['expiresAt'] }],
});
