import type { EnvironmentForm, SaidOptions } from '../composition/environment-form.js';
import { dataSourceOfUrl } from './persistence/typeorm/data-source-url.js';
import { oauthServerTable } from './oauth-server.table.js';

/** Whatever the environment says is checked when the options are resolved. */
function optionsFrom(said: SaidOptions): object {
  const { dataSource, clientMetadataDocuments, ...rest } = said(oauthServerTable);
  return {
    ...rest,
    // A database that nobody knows must not pass for the injection token that a text is in code.
    ...(typeof dataSource === 'string' && { dataSource: dataSourceOfUrl(dataSource) ?? null }),
    ...(clientMetadataDocuments !== undefined && { clientMetadataDocuments: oneWord(clientMetadataDocuments) }),
  };
}

/** `open` and `off` are no hosts. */
function oneWord(said: unknown): unknown {
  const [first, ...others] = Array.isArray(said) ? (said as readonly unknown[]) : [];
  return others.length === 0 && (first === 'open' || first === 'off') ? first : said;
}

/** How the environment says the options of `oauthServer`. Users, login and consent are providers of the application. */
export const oauthServerEnvironment: EnvironmentForm = { tables: [oauthServerTable], optionsFrom };
