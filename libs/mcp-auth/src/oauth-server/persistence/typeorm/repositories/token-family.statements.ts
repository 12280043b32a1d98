import { BuiltSelect } from '../built-select.js';
import { BuiltStatement } from '../built-statement.js';
import { TokenFamilyEntity, type TokenFamilyRow } from '../entities/token-family.entity.js';

const by = (column: keyof TokenFamilyRow) =>
  new BuiltSelect<TokenFamilyRow, 'sought'>(TokenFamilyEntity, (select, value) =>
    select.where(`row.${column} = :sought`, { sought: value('sought') }),
  );
export const byId = by('id');
export const byCode = by('codeDigest');
export const byLineage = by('lineageDigest');

export const insertion = new BuiltStatement<keyof TokenFamilyRow>((manager, value) => {
  const names = Object.keys(TokenFamilyEntity.options.columns) as (keyof TokenFamilyRow)[];
  const row = Object.fromEntries(names.map((name) => [name, value(name)]));
  return manager.createQueryBuilder().insert().into(TokenFamilyEntity).values(row);
});

type RedemptionValue =
  'familyId' | 'nowMs' | 'lineageDigest' | 'currentDigest' | 'idleExpiresAt' | 'expiresAt' | 'purgeableAt';
/** Spends a code. */
export const redemption = new BuiltStatement<RedemptionValue>((manager, value) => {
  const changes = {
    redeemedAt: value('nowMs'),
    lineageDigest: value('lineageDigest'),
    currentDigest: value('currentDigest'),
    idleExpiresAt: value('idleExpiresAt'),
    expiresAt: value('expiresAt'),
    purgeableAt: value('purgeableAt'),
  };
  const update = manager.createQueryBuilder().update(TokenFamilyEntity).set(changes);
  return update
    .where('id = :familyId', { familyId: value('familyId') })
    .andWhere('redeemed_at IS NULL AND revoked_at IS NULL')
    .andWhere('code_expires_at > :nowMs', { nowMs: value('nowMs') });
});

type RotationValue = 'familyId' | 'presentedDigest' | 'successorDigest' | 'sealedSuccessor' | 'nowMs' | 'idleExpiresAt';
/** Puts a successor in the place of a token. */
export const rotation = new BuiltStatement<RotationValue>((manager, value) => {
  const changes = {
    currentDigest: value('successorDigest'),
    previousDigest: value('presentedDigest'),
    sealedSuccessor: value('sealedSuccessor'),
    rotatedAt: value('nowMs'),
    idleExpiresAt: value('idleExpiresAt'),
  };
  const update = manager.createQueryBuilder().update(TokenFamilyEntity).set(changes);
  return update
    .where('id = :familyId', { familyId: value('familyId') })
    .andWhere('current_digest = :presentedDigest', { presentedDigest: value('presentedDigest') })
    .andWhere('revoked_at IS NULL');
});
