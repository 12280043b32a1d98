import { ConfigurationError } from '../core/errors/configuration-error.js';
import { baseTable } from '../options/base.settings.js';
import type { Environment } from '../options/env.js';
import { readOptions } from '../options/read-options.js';
import { readVariables } from '../options/read-variables.js';
import { oauthServerEnvironment } from '../oauth-server/oauth-server.environment.js';
import { oauthServerTable } from '../oauth-server/oauth-server.table.js';
import type { migrate } from '../oauth-server/persistence/typeorm/migrate.js';
import type { Store } from '../oauth-server/repositories/store.js';
import type { SigningAlgorithm } from '../oauth-server/model/signing-key.js';

const { dataSource, encryptionKeys, signingAlgorithm, issuer, basePath } = oauthServerTable.rows;
const rows = { dataSource, encryptionKeys, signingAlgorithm, issuer, basePath };
const table = { prefix: oauthServerTable.prefix, rows };
const resourceTable = { prefix: baseTable.prefix, rows: { resource: baseTable.rows.resource } };

type DatabaseOptions = Parameters<typeof migrate>[0];

/** The authorization server that the environment names, as far as a command needs it. */
export interface AdministeredServer {
  readonly dataSource: DatabaseOptions;
  readonly encryptionKeys: readonly string[];
  readonly signingAlgorithm: SigningAlgorithm;
  /** Undefined where no variable says it. */
  readonly issuer: string | undefined;
}

/** @throws ConfigurationError with every variable that is wrong */
export function serverOf(environment: Environment): AdministeredServer {
  const { values, problems } = readVariables(table, environment);
  const options = oauthServerEnvironment.optionsFrom(() => values);
  const read = readOptions(table, options, 'auth', problems);
  if (!read.ok) throw new ConfigurationError(read.problems);
  const { resource } = readVariables(resourceTable, environment).values;
  const origin = typeof resource === 'string' && URL.canParse(resource) ? new URL(resource).origin : undefined;
  const { settings } = read;
  return {
    ...settings,
    dataSource: settings.dataSource as DatabaseOptions,
    issuer: settings.issuer ?? (origin && origin + settings.basePath),
  };
}

/** Opens the store of the server, whose tables must be there. */
export async function withStore<Result>(
  server: Pick<AdministeredServer, 'dataSource'>,
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
