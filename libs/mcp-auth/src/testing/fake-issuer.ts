import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';

/** What a token says besides what the issuer fills in; `undefined` leaves a claim out. */
export type TokenClaims = Readonly<Record<string, unknown>>;

/** An issuer for tests: one key, tokens of any content. It signs whatever it is asked to; never use it for anything else. */
export class FakeIssuer {
  private constructor(
    readonly issuer: string,
    private readonly algorithm: string,
    private readonly privateKey: CryptoKey,
    /** The public key, as it stands in the key set. */
    readonly publicJwk: JWK,
  ) {}

  static async create(issuer = 'http://localhost:9', algorithm = 'ES256', keyId = 'key-1'): Promise<FakeIssuer> {
    const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
    const publicJwk = { ...(await exportJWK(publicKey)), kid: keyId, alg: algorithm, use: 'sig' };
    return new FakeIssuer(issuer, algorithm, privateKey, publicJwk);
  }

  /** The JSON Web Key Set (RFC 7517 §5). */
  get jwks(): { readonly keys: readonly JWK[] } {
    return { keys: [this.publicJwk] };
  }

  /**
   * Signs an access token (RFC 9068) that is valid for five minutes, unless the claims say otherwise.
   * @param claims at least `aud`; they win over what the issuer fills in
   */
  token(claims: TokenClaims, header: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const filled = { iss: this.issuer, sub: 'alice', client_id: 'test-client', iat: now, exp: now + 300, ...claims };
    const protectedHeader = { alg: this.algorithm, kid: this.publicJwk.kid, typ: 'at+jwt', ...header };
    return new SignJWT(filled).setProtectedHeader(protectedHeader).sign(this.privateKey);
  }
}
