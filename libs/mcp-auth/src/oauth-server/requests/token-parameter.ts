import { OAuthError } from '../../core/errors/oauth-error.js';
import type { Parameters } from './parameters.js';

/**
 * The token that a request is about (RFC 7009 §2.1, RFC 7662 §2.1). Its hint is not needed: tokens are told apart by their form.
 * @throws OAuthError where there is none, or more than one
 */
export function readTokenParameter(parameters: Parameters): string {
  parameters.refuseRepeated(['token', 'token_type_hint']);
  const token = parameters.first('token');
  if (token === undefined) throw new OAuthError('token_missing');
  return token;
}
