import { EntitySchema } from 'typeorm';
import { digest, epochMs, text, word } from '../column-types.js';

export interface OpaqueTokenRow {
  digest: string;
  familyId: string | null;
  /** JSON. */
  claims: string;
  expiresAt: number;
}

export const OpaqueTokenEntity = new EntitySchema<OpaqueTokenRow>({
  name: 'OpaqueToken',
  tableName: 'opaque_token',
  columns: {
    digest: { ...digest, primary: true },
    familyId: { ...word, name: 'family_id', nullable: true },
    claims: text,
    expiresAt: { ...epochMs, name: 'expires_at' },
  },
  indices: [{ columns: ['expiresAt'] }],
});
