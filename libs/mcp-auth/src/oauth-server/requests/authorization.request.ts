import type { Parameters } from './parameters.js';

/** Every parameter of an authorization request that this server reads (OAuth 2.1 §4.1.1, RFC 7636, RFC 8707, RFC 9126, OpenID Connect Core §3.1.2.1). */
export const authorizationParameters = [
  'client_id',
  'redirect_uri',
  'response_type',
  'response_mode',
  'state',
  'scope',
  'code_challenge',
  'code_challenge_method',
  'prompt',
  'max_age',
  'login_hint',
  'request',
  'request_uri',
  'registration',
] as const;

/** An authorization request as it was sent: nothing in it is believed yet. */
export interface SentAuthorizationRequest {
  readonly clientId: string | undefined;
  readonly redirectUri: string | undefined;
  readonly responseType: string | undefined;
  readonly responseMode: string | undefined;
  readonly state: string | undefined;
  readonly scope: string | undefined;
  readonly codeChallenge: string | undefined;
  readonly codeChallengeMethod: string | undefined;
  readonly prompt: string | undefined;
  readonly maxAge: string | undefined;
  readonly loginHint: string | undefined;
  readonly resources: readonly string[];
  /** Parameters that came more than once though they must not. */
  readonly repeated: readonly string[];
  /** Request objects and the like, which are refused. */
  readonly unsupported: readonly ('request' | 'request_uri' | 'registration')[];
}

/** Reads the parameters. Pure; judges nothing. */
export function readAuthorizationRequest(sent: Parameters): SentAuthorizationRequest {
  const unsupported = (['request', 'request_uri', 'registration'] as const).filter(
    (name) => sent.first(name) !== undefined,
  );
  return {
    clientId: sent.first('client_id'),
    redirectUri: sent.first('redirect_uri'),
    responseType: sent.first('response_type'),
    responseMode: sent.first('response_mode'),
    state: sent.first('state'),
    scope: sent.first('scope'),
    codeChallenge: sent.first('code_challenge'),
    codeChallengeMethod: sent.first('code_challenge_method'),
    prompt: sent.first('prompt'),
    maxAge: sent.first('max_age'),
    loginHint: sent.first('login_hint'),
    resources: sent.all('resource'),
    repeated: authorizationParameters.filter((name) => sent.isRepeated(name)),
    unsupported,
  };
}
