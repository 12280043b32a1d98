import type { DataSourceOption } from './persistence/typeorm/data-source.option.js';
import type { EncryptionKeySettings } from './signing-keys/encryption-key.settings.js';

/** Keys for a store that ends with the process, which needs no secret of an operator's. */
const forMemoryOnly = ['kept in memory and gone with the process'];

/** The file of an embedded database; undefined for any other store, and for what is none at all: it is not checked yet. */
export function sqliteFileOf(dataSource: unknown): string | undefined {
  if (typeof dataSource !== 'object' || dataSource === null || !('type' in dataSource)) return undefined;
  const isEmbedded = dataSource.type === 'better-sqlite3' && 'database' in dataSource;
  return isEmbedded && typeof dataSource.database === 'string' && dataSource.database !== ':memory:'
    ? dataSource.database
    : undefined;
}

/** Under which keys private keys are stored; on a development machine, a key beside the database file. */
export function keySources(encryptionKeys: readonly string[], dataSource: DataSourceOption): EncryptionKeySettings {
  if (encryptionKeys.length > 0) return { encryptionKeys };
  const file = sqliteFileOf(dataSource);
  return file === undefined
    ? { encryptionKeys: forMemoryOnly }
    : { encryptionKeys: [], developmentKeyFile: `${file}.key` };
}
