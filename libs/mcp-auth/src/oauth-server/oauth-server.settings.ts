import type { CodeSettings } from './authorize/code.settings.js';
import type { ClientSettings } from './clients/client.settings.js';
import type { ConfiguredClients } from './clients/configured-clients.js';
import type { EndpointLimitSettings } from './endpoints/endpoint-limits.js';
import type { OAuthServerOptions } from './oauth-server.options.js';
import type { DataSourceOption } from './persistence/typeorm/data-source.option.js';
import type { RevocationSettings } from './revocations/revocation.settings.js';
import type { SigningKeySettings } from './signing-keys/signing-key.settings.js';
import type { TokenSettings } from './tokens/token.settings.js';

/** Settings of `oauthServer`, read, complete, and cut into what each folder needs. */
export interface OAuthServerSettings {
  readonly issuer: string;
  readonly parts: Pick<OAuthServerOptions, 'users' | 'login' | 'consent' | 'signer'> & {
    readonly dataSource: DataSourceOption;
    readonly migrations: 'run' | 'check';
  };
  readonly code: CodeSettings;
  readonly tokens: TokenSettings;
  readonly clients: ClientSettings & ConfiguredClients;
  readonly signingKeys: SigningKeySettings;
  readonly revocations: RevocationSettings & { readonly redisUrl?: string | undefined };
  readonly endpointLimits: EndpointLimitSettings;
  /** Identifiers that tokens for this registration name in `aud`. */
  readonly audiences: readonly string[];
}
