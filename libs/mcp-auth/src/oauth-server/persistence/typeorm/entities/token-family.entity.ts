import { EntitySchema } from 'typeorm';
import { digest, epochMs, text, word } from '../column-types.js';

export interface TokenFamilyRow {
  id: string;
  clientId: string;
  subject: string;
  /** Null in rows of releases that did not know it. */
  subjectDigest: string | null;
  scope: string;
  /** JSON. */
  resources: string;
  authenticatedAt: number;
  codeDigest: string;
  redirectUri: string;
  redirectUriNamed: string;
  codeChallenge: string;
  codeExpiresAt: number;
  redeemedAt: number | null;
  lineageDigest: string | null;
  currentDigest: string | null;
  previousDigest: string | null;
  sealedSuccessor: string | null;
  rotatedAt: number | null;
  idleExpiresAt: number | null;
  expiresAt: number | null;
  revokedAt: number | null;
  /** When it was revoked, by the clock of the database. */
  revocationRecordedAt: number | null;
  purgeableAt: number;
}

export const TokenFamilyEntity = new EntitySchema<TokenFamilyRow>({
  name: 'TokenFamily',
  tableName: 'token_family',
  columns: {
    id: { ...word, primary: true },
    clientId: { ...text, name: 'client_id' },
    subject: text,
    subjectDigest: { ...digest, name: 'subject_digest', nullable: true },
    scope: text,
    resources: text,
    authenticatedAt: { ...epochMs, name: 'authenticated_at' },
    codeDigest: { ...digest, name: 'code_digest' },
    redirectUri: { ...text, name: 'redirect_uri' },
    redirectUriNamed: { ...word, name: 'redirect_uri_named' },
    codeChallenge: { ...word, name: 'code_challenge' },
    codeExpiresAt: { ...epochMs, name: 'code_expires_at' },
    redeemedAt: { ...epochMs, name: 'redeemed_at', nullable: true },
    lineageDigest: { ...digest, name: 'lineage_digest', nullable: true },
    currentDigest: { ...digest, name: 'current_digest', nullable: true },
    previousDigest: { ...digest, name: 'previous_digest', nullable: true },
    sealedSuccessor: { ...text, name: 'sealed_successor', nullable: true },
    rotatedAt: { ...epochMs, name: 'rotated_at', nullable: true },
    idleExpiresAt: { ...epochMs, name: 'idle_expires_at', nullable: true },
    expiresAt: { ...epochMs, name: 'expires_at', nullable: true },
    revokedAt: { ...epochMs, name: 'revoked_at', nullable: true },
    revocationRecordedAt: { ...epochMs, name: 'revocation_recorded_at', nullable: true },
    purgeableAt: { ...epochMs, name: 'purgeable_at' },
  },
  indices: [
    { columns: ['codeDigest'], unique: true },
    { columns: ['lineageDigest'], unique: true },
    { columns: ['subjectDigest'] },
    { columns: ['purgeableAt'] },
    { columns: ['revocationRecordedAt'] },
  ],
});
