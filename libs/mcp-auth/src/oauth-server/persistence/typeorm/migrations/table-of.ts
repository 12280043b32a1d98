import { Table, TableColumn, TableIndex, type QueryRunner } from 'typeorm';

type Column = 'word' | 'text' | 'integer' | 'bigint';

/** A table of a migration. It says what it was on that day, whatever entities have become since. */
export interface TableDescription {
  readonly name: string;
  readonly primary: string;
  readonly columns: Readonly<Record<string, Column>>;
  readonly nullable?: readonly string[];
  readonly unique?: readonly string[];
  readonly indexed?: readonly string[];
}

const types: Readonly<Record<Column, { readonly type: string; readonly length?: string }>> = {
  word: { type: 'varchar', length: '64' },
  text: { type: 'text' },
  integer: { type: 'integer' },
  bigint: { type: 'bigint' },
};

/** The table under the prefix of this store, with names of indices as TypeORM gives them. */
export function tableOf({ name, primary, columns, ...rest }: TableDescription, { dataSource }: QueryRunner): Table {
  const { nullable = [], unique = [], indexed = [] } = rest;
  const { driver, namingStrategy, options } = dataSource;
  const table = `${options.entityPrefix ?? ''}${name}`;
  return new Table({
    name: table,
    columns: Object.entries(columns).map(([column, kind]) => {
      const { type, length = '' } = types[kind];
      return new TableColumn({
        name: column,
        type: driver.normalizeType({ type }),
        length,
        isPrimary: column === primary,
        isNullable: nullable.includes(column),
      });
    }),
    indices: [...unique, ...indexed].map(
      (column) =>
        new TableIndex({
          name: namingStrategy.indexName(table, [column]),
          columnNames: [column],
          isUnique: unique.includes(column),
        }),
    ),
  });
}
