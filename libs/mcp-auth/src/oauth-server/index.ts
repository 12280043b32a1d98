export { oauthServer } from './oauth-server.auth.js';
export { knownClients } from './clients/known-clients.js';
export { AuthorizationServerHealth, type AuthorizationServerState } from './authorization-server-health.js';
export { GrantAdministration, type AliveGrant, type Grants } from './grant-administration.js';
export { SigningKeyAdministration, type StoredSigningKey } from './signing-key-administration.js';
export { StoredClients, type StoredClient } from './stored-clients.js';
export type {
  ApplicationPart,
  ConfiguredClientOptions,
  ConfiguredSecret,
  InitialAccessTokenOptions,
  OAuthServerOptions,
} from './oauth-server.options.js';
export { ConsentPrompt, type ConsentAnswer, type ConsentQuestion } from './consent/consent-prompt.js';
export { Login, type LoginQuestion, type LoginVerdict } from './login/login.js';
export { UserAdministration, type NewUser } from './user-administration.js';
export type { ExportedPerson, StoredUser } from './exported-person.js';
export { MailSender, type Mail } from './accounts/mail-sender.js';
export type { PageReplacements } from './endpoints/page.settings.js';
export type { PageLook } from './pages/page-look.js';
export type { PageName, PageView } from './pages/index.js';
export { Users, type PasswordLogin, type User } from './login/users.js';
export { Signer, type PublicSigningKey } from './signing-keys/signer.js';
export type { DataSourceOption } from './persistence/typeorm/data-source.option.js';
export { dataSourceOfUrl } from './persistence/typeorm/data-source-url.js';
