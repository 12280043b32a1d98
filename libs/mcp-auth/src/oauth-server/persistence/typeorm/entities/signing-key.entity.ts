import { EntitySchema } from 'typeorm';
import { epochMs, integer, text, word } from '../column-types.js';

export interface SigningKeyRow {
  keyId: string;
  algorithm: string;
  generation: number;
  /** JSON. */
  publicJwk: string;
  sealedPrivateKey: string;
  createdAt: number;
}

export const SigningKeyEntity = new EntitySchema<SigningKeyRow>({
  name: 'SigningKey',
  tableName: 'signing_key',
  columns: {
    keyId: { ...word, name: 'key_id', primary: true },
    algorithm: word,
    generation: integer,
    publicJwk: { ...text, name: 'public_jwk' },
    sealedPrivateKey: { ...text, name: 'sealed_private_key' },
    createdAt: { ...epochMs, name: 'created_at' },
  },
  indices: [{ columns: ['generation'], unique: true }],
});
