import type { OAuthError } from '../../core/errors/oauth-error.js';
import { oauthRefusalOf } from '../../core/errors/oauth-reasons.js';

/** What every answer to an authorization request says (RFC 9207 §2). */
export interface ResponseContext {
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly issuer: string;
}

/** The URL that brings a code to the client (OAuth 2.1 §4.1.2). */
export function codeResponseUrl(context: ResponseContext, code: string): string {
  return responseUrl(context, { code });
}

/** The URL that brings a refusal to the client (OAuth 2.1 §4.1.2.1). */
export function errorResponseUrl(context: ResponseContext, { reason }: OAuthError): string {
  const { code, text } = oauthRefusalOf(reason);
  return responseUrl(context, { error: code, error_description: text });
}

/** The redirect URI is kept as it was registered, character by character; a query of its own stays in front. */
function responseUrl(
  { redirectUri, state, issuer }: ResponseContext,
  answer: Readonly<Record<string, string>>,
): string {
  const parameters = new URLSearchParams({ ...answer, ...(state !== undefined && { state }), iss: issuer });
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${parameters.toString()}`;
}
