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

export const integer = { type: 'integer' } as const satisfies EntitySchemaColumnOptions;

/** Milliseconds since the epoch: no zone, no precision, and no driver that reads it in its own way. */
export const epochMs = {
  type: 'bigint',
  transformer: {
    to: (value: number | null) => value,
    from: (value: number | string | null) => (value === null ? null : Number(value)),
  },
} as const satisfies EntitySchemaColumnOptions;
