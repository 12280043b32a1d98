import type { AuthContext } from '../composition/auth-kind.js';
import type { ConfigurationProblem } from '../core/errors/configuration-error.js';
import { quotedUrl } from '../core/quoted-url.js';
import { isWebUrl } from '../core/resource-identifier.js';
import { sqliteFileOf } from './key-sources.js';
import type { OAuthServerOptions } from './oauth-server.options.js';

/** What no schema of a single option can see. */
export function oauthServerProblems(
  options: OAuthServerOptions,
  context: AuthContext,
): readonly ConfigurationProblem[] {
  return [...issuerProblems(options, context), ...productionProblems(options, context), ...audienceProblems(context)];
}

/** RFC 8414 §2: no query, no fragment; and its path is where the routes are. */
function issuerProblems(
  { issuer, basePath = '' }: OAuthServerOptions,
  { optionPath }: AuthContext,
): readonly ConfigurationProblem[] {
  if (typeof issuer !== 'string' || !isWebUrl(issuer)) return [];
  const { origin } = new URL(issuer);
  if (issuer === origin + basePath) return [];
  const message = `${quotedUrl(issuer)} must be an origin followed by basePath, such as "${origin}${basePath}"`;
  return [{ path: `${optionPath}.issuer`, message }];
}

function productionProblems(
  { dataSource, encryptionKeys = [] }: OAuthServerOptions,
  { optionPath, production }: AuthContext,
): readonly ConfigurationProblem[] {
  const isMemory = dataSource === 'memory';
  if (isMemory && production) {
    return [
      { path: `${optionPath}.dataSource`, message: 'must be a database in production; memory forgets every login' },
    ];
  }
  const isDevelopment = !production && (dataSource === undefined || sqliteFileOf(dataSource) !== undefined);
  if (isMemory || isDevelopment || encryptionKeys.length > 0) return [];
  const message = 'is missing: private keys are stored only encrypted; give a secret of at least 32 random characters';
  return [{ path: `${optionPath}.encryptionKeys`, message }];
}

/** Tokens of this server name the resource itself. */
function audienceProblems({ audience, resource }: AuthContext): readonly ConfigurationProblem[] {
  if (audience === undefined || (audience.length === 1 && audience[0] === resource)) return [];
  return [{ path: 'audience', message: 'cannot differ from the resource, which tokens of oauthServer name' }];
}
