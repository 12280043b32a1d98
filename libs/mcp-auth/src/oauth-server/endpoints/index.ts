import { authorizationServerMetadataPaths } from '../../core/well-known-urls.js';
import type { PagePart } from '../../composition/auth-kind.js';
import { pagePaths } from '../model/page-paths.js';
import { AccountEndpoint } from './account.endpoint.js';
import { AuthorizeEndpoint } from './authorize.endpoint.js';
import { clientConfigurationPath } from './client-configuration-url.js';
import { ClientConfigurationEndpoint } from './client-configuration.endpoint.js';
import { ConsentEndpoint } from './consent.endpoint.js';
import { ContinuationEndpoint } from './continuation.endpoint.js';
import { below, type EndpointRow } from './endpoint-row.js';
import { IntrospectionEndpoint } from './introspection.endpoint.js';
import { JwksEndpoint } from './jwks.endpoint.js';
import { LoginEndpoint } from './login.endpoint.js';
import { LogoutEndpoint } from './logout.endpoint.js';
import { ParEndpoint } from './par.endpoint.js';
import { PasskeyLoginEndpoint } from './passkey-login.endpoint.js';
import { PasskeyScriptEndpoint } from './passkey-script.endpoint.js';
import { PasswordForgottenEndpoint } from './password-forgotten.endpoint.js';
import { PasswordLinkEndpoint } from './password-link.endpoint.js';
import { RegistrationEndpoint } from './registration.endpoint.js';
import { RevocationEndpoint } from './revocation.endpoint.js';
import { SecondFactorEndpoint } from './second-factor.endpoint.js';
import { ServerMetadataEndpoint } from './server-metadata.endpoint.js';
import { TokenEndpoint } from './token.endpoint.js';

function page(
  name: string,
  path: keyof typeof pagePaths,
  methods: EndpointRow['methods'],
  endpoint: EndpointRow['endpoint'],
  pagePart?: PagePart,
): EndpointRow {
  const row = { name, paths: below(pagePaths[path]), methods, body: 'form', readableBy: 'nobody', endpoint } as const;
  return pagePart === undefined ? row : { ...row, pagePart };
}

/** Every endpoint of the authorization server. */
export const endpoints: readonly EndpointRow[] = [
  {
    name: 'authorize',
    paths: below('/authorize'),
    legacyPath: '/authorize',
    methods: ['GET', 'POST'],
    body: 'form',
    readableBy: 'nobody',
    metadataKey: 'authorization_endpoint',
    endpoint: AuthorizeEndpoint,
  },
  page('continue', 'continuation', ['GET'], ContinuationEndpoint),
  page('login', 'login', ['GET', 'POST'], LoginEndpoint, 'login'),
  page('second_factor', 'secondFactor', ['POST'], SecondFactorEndpoint, 'login'),
  page('passkey_login', 'passkeyLogin', ['POST'], PasskeyLoginEndpoint, 'login'),
  page('passkey_script', 'passkeyScript', ['GET'], PasskeyScriptEndpoint, 'login'),
  page('password_forgotten', 'passwordForgotten', ['GET', 'POST'], PasswordForgottenEndpoint, 'login'),
  page('password_link', 'passwordLink', ['GET', 'POST'], PasswordLinkEndpoint, 'login'),
  page('logout', 'logout', ['GET', 'POST'], LogoutEndpoint, 'login'),
  page('consent', 'consent', ['GET', 'POST'], ConsentEndpoint, 'consent'),
  page('account', 'account', ['GET', 'POST'], AccountEndpoint, 'account'),
  {
    name: 'token',
    paths: below('/token'),
    legacyPath: '/token',
    methods: ['POST'],
    body: 'form',
    readableBy: 'every_origin',
    metadataKey: 'token_endpoint',
    endpoint: TokenEndpoint,
  },
  {
    name: 'par',
    paths: below('/par'),
    methods: ['POST'],
    body: 'form',
    readableBy: 'every_origin',
    metadataKey: 'pushed_authorization_request_endpoint',
    endpoint: ParEndpoint,
  },
  {
    name: 'revoke',
    paths: below('/revoke'),
    methods: ['POST'],
    body: 'form',
    readableBy: 'every_origin',
    metadataKey: 'revocation_endpoint',
    endpoint: RevocationEndpoint,
  },
  {
    name: 'introspect',
    paths: below('/introspect'),
    methods: ['POST'],
    body: 'form',
    readableBy: 'nobody',
    metadataKey: 'introspection_endpoint',
    endpoint: IntrospectionEndpoint,
  },
  {
    name: 'register',
    paths: below('/register'),
    legacyPath: '/register',
    methods: ['POST'],
    body: 'json',
    readableBy: 'every_origin',
    metadataKey: 'registration_endpoint',
    isOff: ({ registration }) => registration.access === 'off',
    endpoint: RegistrationEndpoint,
  },
  {
    name: 'client_configuration',
    paths: below(clientConfigurationPath),
    methods: ['GET', 'PUT', 'DELETE'],
    body: 'json',
    readableBy: 'every_origin',
    isOff: ({ registration }) => registration.management === 'off',
    endpoint: ClientConfigurationEndpoint,
  },
  {
    name: 'jwks',
    paths: below('/.well-known/jwks.json'),
    methods: ['GET'],
    body: 'none',
    readableBy: 'every_origin',
    metadataKey: 'jwks_uri',
    endpoint: JwksEndpoint,
  },
  {
    name: 'metadata',
    paths: authorizationServerMetadataPaths,
    legacyPath: '/.well-known/oauth-authorization-server',
    methods: ['GET'],
    body: 'none',
    readableBy: 'every_origin',
    endpoint: ServerMetadataEndpoint,
  },
];
