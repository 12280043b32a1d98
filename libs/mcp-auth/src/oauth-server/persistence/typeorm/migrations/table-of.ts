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
export function tableOf({ name: bare, primary, columns, ...rest }: TableDescription, queryRunner: QueryRunner): Table {
  const { nullable = [], unique = [], indexed = [] } = rest;
  const name = prefixed(bare, queryRunner);
  return new Table({
    name,
    columns: Object.entries(columns).map(([column, kind]) =>
      columnOf(column, kind, { isPrimary: column === primary, isNullable: nullable.includes(column) }, queryRunner),
    ),
    indices: [...unique, ...indexed].map((column) =>
      indexOf(name, column, { isUnique: unique.includes(column) }, queryRunner),
    ),
  });
}

export function prefixed(table: string, { dataSource }: QueryRunner): string {
  return `${dataSource.options.entityPrefix ?? ''}${table}`;
}

export function columnOf(
  name: string,
  kind: Column,
  rest: { readonly isPrimary?: boolean; readonly isNullable: boolean },
  { dataSource }: QueryRunner,
): TableColumn {
  const { type, length = '' } = types[kind];
  return new TableColumn({ name, type: dataSource.driver.normalizeType({ type }), length, ...rest });
}

/** @param table with its prefix */
export function indexOf(
  table: string,
  column: string,
  rest: { readonly isUnique: boolean },
  { dataSource }: QueryRunner,
): TableIndex {
  return new TableIndex({ name: dataSource.namingStrategy.indexName(table, [column]), columnNames: [column], ...rest });
}
