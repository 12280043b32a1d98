import type { AuditedRequest } from '../../core/audit/audit-events.js';
import { OAuthError } from '../../core/errors/oauth-error.js';
import { isScopeToken, parseScope } from '../../core/scopes.js';
import type { Parameters } from './parameters.js';

/** A request to the token endpoint, of a client that is known by now (OAuth 2.1 §3.2.2). */
export interface TokenRequest {
  readonly grantType: string;
  readonly parameters: Parameters;
  /** Scopes that are asked for; undefined where the request says nothing. */
  readonly scopes: readonly string[] | undefined;
  /** Resources that are asked for, as they were sent. */
  readonly resources: readonly string[];
  /** Of the request, for the audit trail. */
  readonly origin: AuditedRequest;
}

/** @throws OAuthError for what every grant refuses */
export function readTokenRequest(parameters: Parameters, origin: AuditedRequest): TokenRequest {
  parameters.refuseRepeated(parameters.names.filter((name) => name !== 'resource' && name !== 'audience'));
  const grantType = parameters.first('grant_type');
  if (grantType === undefined) throw new OAuthError('grant_type_missing');
  return {
    grantType,
    parameters,
    scopes: readScope(parameters.first('scope')),
    resources: parameters.all('resource'),
    origin,
  };
}

/** @throws OAuthError where the scope is not well-formed (RFC 6749 §3.3) */
export function readScope(scope: string | undefined): readonly string[] | undefined {
  if (scope === undefined) return undefined;
  const isWellFormed = scope.split(' ').every((token) => token === '' || isScopeToken(token));
  if (!isWellFormed) throw new OAuthError('scope_malformed');
  return parseScope(scope);
}
