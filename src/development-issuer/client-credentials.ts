import { developmentClient } from './development-issuer.js';

/** Body of a token request, as far as this issuer reads it. */
export type TokenRequestBody = Readonly<Record<string, unknown>>;

/** Why a token request is refused (RFC 6749 §5.2), or undefined when it is good. */
export function tokenRequestError(
  body: TokenRequestBody,
  authorization: string | undefined,
): 'invalid_client' | 'unsupported_grant_type' | undefined {
  const { id, secret } = clientOf(body, authorization);
  if (id !== developmentClient.id || secret !== developmentClient.secret) return 'invalid_client';
  return body['grant_type'] === 'client_credentials' ? undefined : 'unsupported_grant_type';
}

/** The client's credentials, from the header (RFC 6749 §2.3.1) or from the body. */
function clientOf(body: TokenRequestBody, authorization = ''): { id: unknown; secret: unknown } {
  if (!/^basic /i.test(authorization)) return { id: body['client_id'], secret: body['client_secret'] };
  const [id = '', secret = ''] = Buffer.from(authorization.slice(6), 'base64').toString('utf8').split(':');
  return { id: formDecoded(id), secret: formDecoded(secret) };
}

function formDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
