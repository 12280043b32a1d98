import { digestOf } from '../../../../core/secret-digest.js';
import type { RefreshState, TokenFamily } from '../../../model/token-family.js';
import type { TokenFamilyRow } from '../entities/token-family.entity.js';

/** A family that begins: nothing of it is redeemed. */
export function rowFromFamily(family: TokenFamily): TokenFamilyRow {
  const { id, clientId, subject, scopes, resources, authenticatedAtMs, code, purgeableAtMs } = family;
  return {
    id,
    clientId,
    subject,
    subjectDigest: digestOf(subject),
    scope: scopes.join(' '),
    resources: JSON.stringify(resources),
    authenticatedAt: authenticatedAtMs,
    codeDigest: code.digest,
    redirectUri: code.redirectUri,
    redirectUriNamed: code.redirectUriNamed,
    codeChallenge: code.challenge,
    codeExpiresAt: code.expiresAtMs,
    purgeableAt: purgeableAtMs,
    redeemedAt: null,
    lineageDigest: null,
    currentDigest: null,
    previousDigest: null,
    sealedSuccessor: null,
    rotatedAt: null,
    idleExpiresAt: null,
    expiresAt: null,
    revokedAt: null,
    revocationRecordedAt: null,
  };
}

export function familyFromRow(row: TokenFamilyRow): TokenFamily {
  return {
    id: row.id,
    clientId: row.clientId,
    subject: row.subject,
    scopes: row.scope === '' ? [] : row.scope.split(' '),
    resources: JSON.parse(row.resources) as string[],
    authenticatedAtMs: row.authenticatedAt,
    code: {
      digest: row.codeDigest,
      redirectUri: row.redirectUri,
      redirectUriNamed: row.redirectUriNamed === 'by_request' ? 'by_request' : 'by_registration',
      challenge: row.codeChallenge,
      expiresAtMs: row.codeExpiresAt,
    },
    redeemedAtMs: row.redeemedAt ?? undefined,
    refresh: refreshFromRow(row),
    revokedAtMs: row.revokedAt ?? undefined,
    purgeableAtMs: row.purgeableAt,
  };
}

function refreshFromRow(row: TokenFamilyRow): RefreshState | undefined {
  const { lineageDigest, currentDigest, idleExpiresAt, expiresAt } = row;
  if (lineageDigest === null || currentDigest === null || idleExpiresAt === null || expiresAt === null)
    return undefined;
  const { previousDigest, sealedSuccessor, rotatedAt } = row;
  const hasPrevious = previousDigest !== null && sealedSuccessor !== null && rotatedAt !== null;
  return {
    lineageDigest,
    currentDigest,
    idleExpiresAtMs: idleExpiresAt,
    expiresAtMs: expiresAt,
    previous: hasPrevious ? { digest: previousDigest, sealedSuccessor, rotatedAtMs: rotatedAt } : undefined,
  };
}
