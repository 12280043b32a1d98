import {
  LessThanOrEqual,
  In,
  type EntityManager,
  type EntitySchema,
  type FindOptionsWhere,
  type ObjectLiteral,
} from 'typeorm';

/**
 * Removes rows whose time is over, a batch at a time. The time stands in the statement that removes as well: what got another one
 * meanwhile stays.
 */
export async function removeExpired<Row extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntitySchema<Row>,
  { key, time }: { readonly key: keyof Row & string; readonly time: keyof Row & string },
  nowMs: number,
  limit: number,
): Promise<number> {
  const isOver = { [time]: LessThanOrEqual(nowMs) };
  const rows = await manager
    .createQueryBuilder(entity, 'row')
    .select(`row.${key}`, 'id')
    .where(isOver)
    .limit(limit)
    .getRawMany<{ id: string }>();
  if (rows.length === 0) return 0;
  const where = { ...isOver, [key]: In(rows.map(({ id }) => id)) } as FindOptionsWhere<Row>;
  const { affected } = await manager.delete(entity, where);
  return affected ?? 0;
}
