import { EntitySchema } from 'typeorm';
import { digest, epochMs } from '../column-types.js';

export interface AssertionUseRow {
  digest: string;
  expiresAt: number;
}

export const AssertionUseEntity = new EntitySchema<AssertionUseRow>({
  name: 'AssertionUse',
  tableName: 'assertion_use',
  columns: { digest: { ...digest, primary: true }, expiresAt: { ...epochMs, name: 'expires_at' } },
  indices: [{ columns: ['expiresAt'] }],
});
