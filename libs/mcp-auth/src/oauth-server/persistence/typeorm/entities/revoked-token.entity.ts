import { EntitySchema } from 'typeorm';
import { digest, epochMs } from '../column-types.js';

export interface RevokedTokenRow {
  digest: string;
  expiresAt: number;
}

export const RevokedTokenEntity = new EntitySchema<RevokedTokenRow>({
  name: 'RevokedToken',
  tableName: 'revoked_token',
  columns: { digest: { ...digest, primary: true }, expiresAt: { ...epochMs, name: 'expires_at' } },
  indices: [{ columns: ['expiresAt'] }],
});
