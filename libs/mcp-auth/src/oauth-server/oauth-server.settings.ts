import type { CodeSettings } from './authorize/code.settings.js';
import type { ClientSettings } from './clients/client.settings.js';
import type { ConfiguredClients } from './clients/configured-clients.js';
import type { ConsentSettings } from './consent/consent.settings.js';
import type { EndpointLimitSettings } from './endpoints/endpoint-limits.js';
import type { SessionSettings } from './login/session.settings.js';
import type { OAuthServerOptions } from './oauth-server.options.js';
import type { PageSettings } from './endpoints/page.settings.js';
import type { RevocationSettings } from './revocations/revocation.settings.js';
import type { EncryptionKeySettings } from './signing-keys/encryption-key.settings.js';
import type { SigningKeySettings } from './signing-keys/signing-key.settings.js';
import type { TokenSettings } from './tokens/token.settings.js';

/** Settings of `oauthServer`, read, complete, and cut into what each folder needs. */
export interface OAuthServerSettings {
  readonly issuer: string;
  readonly parts: Pick<OAuthServerOptions, 'users' | 'login' | 'consent' | 'mail' | 'signer'> & {
    readonly dataSource: NonNullable<OAuthServerOptions['dataSource']>;
    readonly migrations: 'run' | 'check';
  };
  readonly code: CodeSettings;
  readonly tokens: TokenSettings;
  readonly clients: ClientSettings & ConfiguredClients;
  readonly signingKeys: SigningKeySettings;
  readonly encryption: EncryptionKeySettings;
  readonly revocations: RevocationSettings & { readonly redisUrl?: string | undefined };
  readonly consent: ConsentSettings;
  readonly sessions: SessionSettings;
  readonly pages: PageSettings;
  readonly endpointLimits: EndpointLimitSettings;
  /** Identifiers that tokens for this registration name in `aud`. */
  readonly audiences: readonly string[];
}
