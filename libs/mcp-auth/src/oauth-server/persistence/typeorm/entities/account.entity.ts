import { EntitySchema } from 'typeorm';
import { digest, epochMs, integer, text, word } from '../column-types.js';

export interface AccountRow {
  subjectDigest: string;
  subject: string;
  usernameDigest: string;
  username: string;
  displayName: string | null;
  email: string | null;
  passwordHash: string | null;
  /** JSON. */
  roles: string;
  status: string;
  createdAt: number;
  sealedTotpSecret: string | null;
  lastTotpStep: number | null;
}

export const AccountEntity = new EntitySchema<AccountRow>({
  name: 'Account',
  tableName: 'account',
  columns: {
    subjectDigest: { ...digest, name: 'subject_digest', primary: true },
    subject: text,
    usernameDigest: { ...digest, name: 'username_digest' },
    username: text,
    displayName: { ...text, name: 'display_name', nullable: true },
    email: { ...text, nullable: true },
    passwordHash: { ...text, name: 'password_hash', nullable: true },
    roles: text,
    status: word,
    createdAt: { ...epochMs, name: 'created_at' },
    sealedTotpSecret: { ...text, name: 'sealed_totp_secret', nullable: true },
    lastTotpStep: { ...integer, name: 'last_totp_step', nullable: true },
  },
  indices: [{ columns: ['usernameDigest'], unique: true }],
});
