import { ConfigurationError } from '../core/errors/configuration-error.js';
import type { Environment } from '../options/env.js';
import { readOptions } from '../options/read-options.js';
import { readVariables } from '../options/read-variables.js';
import { oauthServerEnvironment } from '../oauth-server/oauth-server.environment.js';
import { oauthServerTable } from '../oauth-server/oauth-server.table.js';
import type { migrate } from '../oauth-server/persistence/typeorm/migrate.js';
import type { Store } from '../oauth-server/repositories/store.js';

const { dataSource, encryptionKeys } = oauthServerTable.rows;
const table = { prefix: oauthServerTable.prefix, rows: { dataSource, encryptionKeys } };

type DatabaseOptions = Parameters<typeof migrate>[0];

/** The authorization server that the environment names, as far as a command needs it. */
export interface AdministeredServer {
  readonly dataSource: DatabaseOptions;
  readonly encryptionKeys: readonly string[];
}

/** @throws ConfigurationError with every variable that is wrong */
export function serverOf(environment: Environment): AdministeredServer {
  const { values, problems } = readVariables(table, environment);
  const options = oauthServerEnvironment.optionsFrom(() => values);
  const read = readOptions(table, options, 'auth', problems);
  if (!read.ok) throw new ConfigurationError(read.problems);
  return { ...read.settings, dataSource: read.settings.dataSource as DatabaseOptions };
}

/** Opens the store of the server, whose tables must be there. */
export async function withStore<Result>(
  server: AdministeredServer,
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  const { TypeOrmStore } = await import('../oauth-server/persistence/typeorm/typeorm-store.js');
  const store = new TypeOrmStore(() => server.dataSource, 'check');
  await store.open();
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
