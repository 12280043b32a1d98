import type { PublicKeyInput } from '../identity-provider/public-key.js';
import type { ClaimOptions } from './claim.options.js';
import type { AlgorithmName } from './verifiers/signature.js';

/** An issuer whose tokens are accepted, and where its keys come from: at most one of `jwksUri`, `publicKey` and `secret`. */
export interface TrustedIssuerOptions {
  /**
   * Exactly the `iss` of the tokens. Where no key is given, the keys are found from here, so it has to be an https URL (RFC
   * 8414, OpenID Connect Discovery); otherwise any text will do, such as `urn:example:issuer`.
   */
  readonly issuer: string;
  /** Where the issuer publishes its keys (RFC 7517). */
  readonly jwksUri?: string;
  /** The issuer's public key as PEM text or JWK, where nothing may be fetched. */
  readonly publicKey?: PublicKeyInput;
  /** A secret that the issuer shares with this service, for HMAC: text, or bytes; at least as long as its hash (RFC 7518 §3.2). */
  readonly secret?: string | Uint8Array;
  /** `aud` that tokens must have, one of several. Default outside production: the resource. */
  readonly audience?: string | readonly string[];
  /** Accepted signature algorithms. Default: every asymmetric one that the key allows; with a secret, HS256. */
  readonly algorithms?: readonly AlgorithmName[];
}

/** Options of `jwtVerifier`. */
export interface JwtVerifierOptions extends Partial<Omit<TrustedIssuerOptions, 'issuer'>>, ClaimOptions {
  /**
   * Exactly the `iss` of the tokens; several, where one issuer has several names. Where no key is given, the keys are found
   * from the first one, which then has to be an https URL. Either this or `issuers`.
   */
  readonly issuer?: string | readonly string[];
  /** Several issuers, each with its own keys: a token is verified with those of its `iss` and no others. */
  readonly issuers?: readonly TrustedIssuerOptions[];
  /**
   * `at+jwt` demands the type of RFC 9068. The default also takes tokens without it, unless their claims show that they are ID
   * tokens or client assertions; an ID token without `nonce` and `at_hash` that has our audience cannot be told apart.
   */
  readonly tokenType?: 'at+jwt' | 'access-token';
}
