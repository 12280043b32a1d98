import type { EntitySchemaColumnOptions } from 'typeorm';

/**
 * Columns that mean the same on every database that is supported. What is looked up is a digest of fixed length: no collation can
 * confuse two of them, and no index is too long.
 */
export const digest = { type: 'varchar', length: 64 } as const satisfies EntitySchemaColumnOptions;

/** An id that this server made, or a word of its own. */
export const word = { type: 'varchar', length: 64 } as const satisfies EntitySchemaColumnOptions;

/** Anything else, compared in the application alone. */
export const text = { type: 'text' } as const satisfies EntitySchemaColumnOptions;

/** Milliseconds as they are bound in a statement. */
export function boundMs(milliseconds: number): string {
  return String(milliseconds);
}

export const integer = { type: 'integer' } as const satisfies EntitySchemaColumnOptions;

/**
 * Milliseconds since the epoch: no zone, no precision, and no driver that reads it in its own way. Bound as a text: TypeORM writes numbers
 * into the SQL of SQLite, and every moment would be a statement of its own, to be prepared anew.
 */
export const epochMs = {
  type: 'bigint',
  transformer: {
    to: (value: number | null) => (value === null ? null : boundMs(value)),
    from: (value: number | string | null) => (value === null ? null : Number(value)),
  },
} as const satisfies EntitySchemaColumnOptions;
