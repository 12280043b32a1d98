import type {
  OAuthClientInformationMixed,
  OAuthClientMetadata,
  OAuthClientProvider,
  OAuthDiscoveryState,
  OAuthTokens,
} from '@modelcontextprotocol/client';
import { ScriptedBrowser, type ScriptedPerson } from './scripted-browser.js';

type Tell = (step: string, text: string) => void;

/** What the official client asks of its surroundings for a login, with a scripted browser in the place of a real one. */
export class ScriptedLogin implements OAuthClientProvider {
  readonly redirectUrl = 'http://127.0.0.1:33418/callback';
  readonly clientMetadata: OAuthClientMetadata = {
    client_name: 'Demo client',
    redirect_uris: [this.redirectUrl],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
    application_type: 'native',
  };
  /** Where the browser was sent in the end. */
  callback: URL | undefined;
  private readonly browser: ScriptedBrowser;
  private information: OAuthClientInformationMixed | undefined;
  private saved: OAuthTokens | undefined;
  private discovered: OAuthDiscoveryState | undefined;
  private verifier = '';

  constructor(
    person: ScriptedPerson,
    private readonly tell: Tell,
  ) {
    this.browser = new ScriptedBrowser(person, tell);
  }

  clientInformation(): OAuthClientInformationMixed | undefined {
    return this.information;
  }

  saveClientInformation(information: OAuthClientInformationMixed): void {
    this.tell('registered', `client ${information.client_id}`);
    this.information = information;
  }

  tokens(): OAuthTokens | undefined {
    return this.saved;
  }

  saveTokens(tokens: OAuthTokens): void {
    this.tell('tokens', `scope "${tokens.scope ?? ''}", good for ${tokens.expires_in ?? 0} seconds`);
    this.saved = tokens;
  }

  async redirectToAuthorization(url: URL): Promise<void> {
    this.tell('browser', `${url.origin}${url.pathname}, scope "${url.searchParams.get('scope') ?? ''}"`);
    this.callback = await this.browser.follow(url, this.redirectUrl);
    const outcome = this.callback.searchParams.has('code') ? 'a code' : this.callback.searchParams.get('error');
    this.tell('callback', `${this.redirectUrl} with ${outcome}`);
  }

  saveDiscoveryState(state: OAuthDiscoveryState): void {
    this.tell('found', `authorization server ${state.authorizationServerUrl}`);
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
