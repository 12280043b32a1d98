import type {
  OAuthClientMetadata,
  OAuthClientProvider,
  OAuthDiscoveryState,
  OAuthTokens,
} from '@modelcontextprotocol/client';
import { followToCallback } from './browserless-authorization.js';

type ClientInformation = Awaited<ReturnType<OAuthClientProvider['clientInformation']>>;

/** The official client's login, with a browser that clicks by itself and stops at the callback. */
export class BrowserlessLogin implements OAuthClientProvider {
  readonly redirectUrl = 'http://127.0.0.1:8976/callback';
  /** Where the authorization server sent the browser in the end. */
  callback: URL | undefined;
  private information: ClientInformation;
  private saved: OAuthTokens | undefined;
  private verifier = '';
  private discovered: OAuthDiscoveryState | undefined;

  /** @param clientMetadataUrl where the document is that describes the client, where it has one */
  constructor(readonly clientMetadataUrl?: string) {}

  get clientMetadata(): OAuthClientMetadata {
    return {
      client_name: 'test client',
      redirect_uris: [this.redirectUrl],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
      application_type: 'native',
    };
  }

  clientInformation(): ClientInformation {
    return this.information;
  }

  saveClientInformation(information: NonNullable<ClientInformation>): void {
    this.information = information;
  }

  tokens(): OAuthTokens | undefined {
    return this.saved;
  }

  saveTokens(tokens: OAuthTokens): void {
    this.saved = tokens;
  }

  async redirectToAuthorization(url: URL): Promise<void> {
    this.callback = await followToCallback(url);
  }

  saveDiscoveryState(state: OAuthDiscoveryState): void {
    this.discovered = state;
  }

  discoveryState(): OAuthDiscoveryState | undefined {
    return this.discovered;
  }

  saveCodeVerifier(verifier: string): void {
    this.verifier = verifier;
  }

  codeVerifier(): string {
    return this.verifier;
  }
}
