import { EntitySchema } from 'typeorm';
import { digest, epochMs, text } from '../column-types.js';

export interface PushedRequestRow {
  digest: string;
  clientId: string;
  parameters: string;
  expiresAt: number;
}

export const PushedRequestEntity = new EntitySchema<PushedRequestRow>({
  name: 'PushedRequest',
  tableName: 'pushed_request',
  columns: {
    digest: { ...digest, primary: true },
    clientId: { ...text, name: 'client_id' },
    parameters: text,
    expiresAt: { ...epochMs, name: 'expires_at' },
  },
  indices: [{ columns: ['expiresAt'] }],
});
