import type { EntityManager, EntitySchema, ObjectLiteral, SelectQueryBuilder, ValueTransformer } from 'typeorm';
import { BuiltStatement, type Placeholder } from './built-statement.js';

/** Looks for one row of a table, by a statement that is put together once. */
export class BuiltSelect<Row extends ObjectLiteral, Name extends string> {
  private readonly statement: BuiltStatement<Name>;
  private readonly columns: readonly (readonly [name: string, from: (value: unknown) => unknown])[];

  /** @param narrow says which row of `row` is meant */
  constructor(
    entity: EntitySchema<Row>,
    narrow: (select: SelectQueryBuilder<Row>, value: Placeholder<Name>) => SelectQueryBuilder<Row>,
  ) {
    this.columns = Object.entries(entity.options.columns).map(([name, column]) => [
      name,
      readerOf(column?.transformer),
    ]);
    const names = this.columns.map(([name]) => name);
    this.statement = new BuiltStatement((manager, value) => {
      const select = manager.createQueryBuilder(entity, 'row').select([]);
      for (const name of names) select.addSelect(`row.${name}`, name);
      return narrow(select, value).limit(1);
    });
  }

  async find(manager: EntityManager, values: Readonly<Record<Name, unknown>>): Promise<Row | undefined> {
    const [record] = (await this.statement.run(manager, values)).records as Readonly<Record<string, unknown>>[];
    if (record === undefined) return undefined;
    return Object.fromEntries(this.columns.map(([name, from]) => [name, from(record[name])])) as Row;
  }
}

function readerOf(transformer: ValueTransformer | ValueTransformer[] | undefined): (value: unknown) => unknown {
  const [first] = [transformer ?? []].flat();
  return first === undefined ? (value) => value : (value) => first.from(value) as unknown;
}
