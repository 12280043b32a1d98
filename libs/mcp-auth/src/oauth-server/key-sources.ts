import type { DataSourceOption } from './persistence/typeorm/data-source.option.js';
import type { SigningKeySettings } from './signing-keys/signing-key.settings.js';

/** Keys for a store that ends with the process, which needs no secret of an operator's. */
const forMemoryOnly = ['kept in memory and gone with the process'];

/** The file of an embedded database; undefined for any other store. */
export function sqliteFileOf(dataSource: DataSourceOption | undefined): string | undefined {
  const isEmbedded = typeof dataSource === 'object' && 'type' in dataSource && dataSource.type === 'better-sqlite3';
  return isEmbedded && dataSource.database !== ':memory:' ? dataSource.database : undefined;
}

/** Under which keys private keys are stored; on a development machine, a key beside the database file. */
export function keySources(
  encryptionKeys: readonly string[],
  dataSource: DataSourceOption,
): Pick<SigningKeySettings, 'encryptionKeys' | 'developmentKeyFile'> {
  if (encryptionKeys.length > 0) return { encryptionKeys };
  const file = sqliteFileOf(dataSource);
  return file === undefined
    ? { encryptionKeys: forMemoryOnly }
    : { encryptionKeys: [], developmentKeyFile: `${file}.key` };
}
