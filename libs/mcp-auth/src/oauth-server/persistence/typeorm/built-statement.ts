import type { DataSource, EntityManager, QueryResult } from 'typeorm';
import { boundMs } from './column-types.js';

/** Begins what stands for a value while a statement is put together: nothing else begins so. */
const mark = '\u0001value ';

interface BuiltText {
  readonly sql: string;
  /** What is bound, in its order: a value that is given at each run, or one that is always the same. */
  readonly bindings: readonly ({ readonly name: string } | { readonly constant: unknown })[];
}

/** What stands for a value while a statement is put together; it fits every column. */
export type Placeholder<Name extends string> = (name: Name) => never;

interface Builder {
  getQueryAndParameters(): [query: string, parameters: unknown[]];
}

/**
 * A statement that TypeORM puts together once for each database, with whose rules; at each run only the values are new. To put it
 * together takes longer than to run it, and these are the statements that every request needs.
 */
export class BuiltStatement<Name extends string> {
  private readonly texts = new WeakMap<DataSource, BuiltText>();

  /** @param build gets what stands for each value, by its name: a text, that takes the place of whatever type the column has */
  constructor(private readonly build: (manager: EntityManager, value: Placeholder<Name>) => Builder) {}

  async run(manager: EntityManager, values: Readonly<Record<Name, unknown>>): Promise<QueryResult> {
    const { sql, bindings } = this.textFor(manager);
    const bound = bindings.map((one) => ('name' in one ? boundValue(values[one.name as Name]) : one.constant));
    const runner = manager.dataSource.createQueryRunner();
    try {
      return await runner.query(sql, bound, true);
    } finally {
      await runner.release();
    }
  }

  private textFor(manager: EntityManager): BuiltText {
    const known = this.texts.get(manager.dataSource);
    if (known !== undefined) return known;
    const [sql, parameters] = this.build(manager, (name) => (mark + name) as never).getQueryAndParameters();
    const bindings = parameters.map((one) =>
      typeof one === 'string' && one.startsWith(mark) ? { name: one.slice(mark.length) } : { constant: one },
    );
    const text = { sql, bindings };
    this.texts.set(manager.dataSource, text);
    return text;
  }
}

/** Numbers as columns of milliseconds bind them. */
function boundValue(value: unknown): unknown {
  return typeof value === 'number' ? boundMs(value) : value;
}
