export { oauthServer } from './oauth-server.auth.js';
export { knownClients } from './known-clients.js';
export { AuthorizationServerHealth, type AuthorizationServerState } from './authorization-server-health.js';
export { GrantAdministration, type Grants } from './grant-administration.js';
export { SigningKeyAdministration, type StoredSigningKey } from './signing-key-administration.js';
export { StoredClients } from './stored-clients.js';
export type {
  ApplicationPart,
  ConfiguredClientOptions,
  ConfiguredSecret,
  InitialAccessTokenOptions,
  OAuthServerOptions,
} from './oauth-server.options.js';
export { ConsentPrompt, type ConsentAnswer, type ConsentQuestion } from './consent/consent-prompt.js';
export { Login, type LoginQuestion, type LoginVerdict } from './login/login.js';
export { Users, type User } from './login/users.js';
export { Signer, type PublicSigningKey } from './signing-keys/signer.js';
export type { DataSourceOption } from './persistence/typeorm/data-source.option.js';
