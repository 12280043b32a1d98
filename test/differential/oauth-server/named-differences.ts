/** Where we and `oidc-provider` differ, and the sentence that decides for us. The list is closed: any other difference fails the test. */
export interface NamedDifference {
  readonly cases: RegExp;
  readonly ours: string;
  readonly theirs: string;
  readonly why: string;
}

const authorizationDifferences: readonly NamedDifference[] = [
  {
    cases: /response_type="(token|id_token|code token)"/,
    ours: 'unsupported_response_type',
    theirs: 'fragment',
    why: 'RFC 6749 §4.1.2.1: the error goes into the query; only a server that has fragment responses answers there',
  },
  {
    cases: /response_mode="fragment"/,
    ours: 'invalid_request',
    theirs: 'fragment',
    why: 'OAuth 2.0 Multiple Response Types §2.1: a mode that a server does not support is an error; ours is query alone',
  },
  {
    cases: /response_mode="form_post"/,
    ours: 'invalid_request',
    theirs: 'page',
    why: 'OAuth 2.0 Form Post Response Mode is one more mode that we do not have; theirs answers by a page that posts itself',
  },
  {
    cases: /response_mode="web_message"/,
    ours: 'invalid_request',
    theirs: 'unsupported_response_mode',
    why: 'RFC 6749 §4.1.2.1: an unsupported parameter value is invalid_request; their code is registered nowhere',
  },
  {
    cases: /state=/,
    ours: 'invalid_request',
    theirs: 'code',
    why: 'RFC 6749 appendix A.5: a state is visible ASCII; line breaks and other scripts have broken clients and headers',
  },
  {
    cases: /scope="(unknown|offline_access)?"$/,
    ours: 'code',
    theirs: 'access_denied',
    why: 'RFC 6749 §3.3: a server may ignore scopes and use a default; theirs finds nothing to ask its person for',
  },
  {
    cases: /scope="notes:read {2}notes:read"/,
    ours: 'code',
    theirs: 'invalid_scope',
    why: 'RFC 6749 §3.3: order and repetition mean nothing; a blank too much is no token, and several clients send one',
  },
  {
    cases: /resource=".*\/"/,
    ours: 'code',
    theirs: 'invalid_target',
    why: 'MCP authorization, canonical server URI: both forms with and without the slash are to be understood',
  },
  {
    cases: /prompt="none"/,
    ours: 'code',
    theirs: 'login_required',
    why: 'OpenID Connect Core §3.1.2.1: nobody is asked where somebody is logged in; their browser comes without a session',
  },
  {
    cases: /(max_age="(0|3600)"|nonce=)/,
    ours: 'code',
    theirs: 'invalid_request',
    why: 'RFC 6749 §3.1: unrecognized parameters are ignored; theirs has those of OpenID Connect for openid requests alone',
  },
  {
    cases: /and redirect_uri=/,
    ours: 'page',
    theirs: 'invalid_request',
    why: 'RFC 6749 §4.1.2.1: no redirect where the redirect URI is invalid; of two nobody knows which one was meant',
  },
];

const tokenDifferences: readonly NamedDifference[] = [
  {
    cases: /code_verifier=/,
    ours: '400 invalid_grant',
    theirs: '400 invalid_request',
    why: 'RFC 7636 §4.6: a verifier that does not fit is invalid_grant; what is malformed fits no challenge',
  },
  {
    cases: /code of demo-public: (no redirect_uri|redirect_uri="")/,
    ours: '400 invalid_grant',
    theirs: '400 invalid_request',
    why: 'RFC 6749 §5.2: invalid_grant is for a redirect URI that does not match the one of the authorization request',
  },
  {
    cases: /code of web: (no redirect_uri|redirect_uri="")/,
    ours: '400 invalid_grant',
    theirs: 'tokens',
    why: 'RFC 6749 §4.1.3: required where the authorization request had one; theirs is lenient with a single registered URI',
  },
  {
    cases: /(grant_type="client_credentials"|a public client|a client without this grant)/,
    ours: '400 unauthorized_client',
    theirs: '400 invalid_request',
    why: 'RFC 6749 §5.2: unauthorized_client is for a client that may not use the grant type',
  },
  {
    cases:
      /(no client_id|client_id=""|machine: (nobody|empty secret|an assertion of nobody|an assertion of another type))/,
    ours: '401 invalid_client',
    theirs: '400 invalid_request',
    why: 'RFC 6749 §5.2: invalid_client is also for no client authentication, and for one that is not supported',
  },
  {
    cases: /machine: (header|a bearer token)/,
    ours: '401 invalid_client',
    theirs: '400 invalid_request',
    why: 'RFC 6749 §5.2: who tried to authenticate by the header must get a 401 with the scheme that is meant',
  },
  {
    cases: /machine: secret in the (body for one in the header|header for one in the body)/,
    ours: '401 invalid_client',
    theirs: 'tokens',
    why: 'RFC 7591 §2: a client registers one method; theirs takes basic and post for each other',
  },
];

export const namedDifferences: readonly NamedDifference[] = [...authorizationDifferences, ...tokenDifferences];
