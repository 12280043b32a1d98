import { EntitySchema } from 'typeorm';
import { digest, epochMs } from '../column-types.js';

export interface RevokedTokenRow {
  digest: string;
  expiresAt: number;
  /** By the clock of the database. */
  recordedAt: number | null;
}

export const RevokedTokenEntity = new EntitySchema<RevokedTokenRow>({
  name: 'RevokedToken',
  tableName: 'revoked_token',
  columns: {
    digest: { ...digest, primary: true },
    expiresAt: { ...epochMs, name: 'expires_at' },
    recordedAt: { ...epochMs, name: 'recorded_at', nullable: true },
  },
  indices: [{ columns: ['expiresAt'] }, { columns: ['recordedAt'] }],
});
