import { EntitySchema } from 'typeorm';
import { digest, epochMs, integer } from '../column-types.js';

/** Tries under one key. */
export interface AttemptRow {
  keyDigest: string;
  tries: number;
  blockedUntil: number;
  expiresAt: number;
}

export const AttemptEntity = new EntitySchema<AttemptRow>({
  name: 'Attempt',
  tableName: 'attempt',
  columns: {
    keyDigest: { ...digest, name: 'key_digest', primary: true },
    tries: integer,
    blockedUntil: { ...epochMs, name: 'blocked_until' },
    expiresAt: { ...epochMs, name: 'expires_at' },
  },
  indices: [{ columns: ['expiresAt'] }],
});
