import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';

/** The one client of the development issuer. It is no secret; that is why production refuses this issuer. */
export const developmentClient = { id: 'demo-client', secret: 'demo-secret' } as const;

const tokenLifetimeSeconds = 900;
const knownScopes = ['notes:read', 'notes:write'];
const path = '/development-issuer';

/** Where the development issuer is found. */
export function developmentIssuerUrls(publicUrl: string) {
  const issuer = publicUrl + path;
  return {
    issuer,
    jwksUri: `${issuer}/jwks`,
    tokenEndpoint: `${issuer}/token`,
    authorizationEndpoint: `${issuer}/authorize`,
  };
}

/** Signs access tokens for the demo with a key that lives as long as the process. */
export class DevelopmentIssuer {
  private constructor(
    private readonly urls: ReturnType<typeof developmentIssuerUrls>,
    private readonly resource: string,
    private readonly privateKey: CryptoKey,
    private readonly publicJwk: JWK,
  ) {}

  static async create(publicUrl: string, resource: string): Promise<DevelopmentIssuer> {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const publicJwk = { ...(await exportJWK(publicKey)), kid: 'development', alg: 'ES256', use: 'sig' };
    return new DevelopmentIssuer(developmentIssuerUrls(publicUrl), resource, privateKey, publicJwk);
  }

  /** Authorization server metadata (RFC 8414 §2). The SDK's client demands an authorization endpoint of everyone. */
  metadata() {
    return {
      issuer: this.urls.issuer,
      authorization_endpoint: this.urls.authorizationEndpoint,
      token_endpoint: this.urls.tokenEndpoint,
      jwks_uri: this.urls.jwksUri,
      response_types_supported: ['code'],
      grant_types_supported: ['client_credentials'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      code_challenge_methods_supported: ['S256'],
      scopes_supported: knownScopes,
    };
  }

  jwks() {
    return { keys: [this.publicJwk] };
  }

  /** Answers the client credentials grant (RFC 6749 §4.4) of the one client. */
  async token(requestedScope: string | undefined) {
    const requested = requestedScope?.split(' ').filter((scope) => knownScopes.includes(scope)) ?? [];
    const scope = (requested.length > 0 ? requested : ['notes:read']).join(' ');
    const accessToken = await new SignJWT({ scope, client_id: developmentClient.id })
      .setProtectedHeader({ alg: 'ES256', kid: 'development', typ: 'at+jwt' })
      .setIssuer(this.urls.issuer)
      .setSubject(developmentClient.id)
      .setAudience(this.resource)
      .setIssuedAt()
      .setExpirationTime(`${tokenLifetimeSeconds}s`)
      .sign(this.privateKey);
    return { access_token: accessToken, token_type: 'Bearer', expires_in: tokenLifetimeSeconds, scope };
  }
}
