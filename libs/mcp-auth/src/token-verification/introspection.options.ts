import type { PrivateKeyInput } from '../identity-provider/client-key.js';
import type { ClaimOptions } from './claim.options.js';
import type { InspectionOptions } from './inspection.options.js';

/** Options of `introspectionVerifier`. */
export interface IntrospectionOptions extends ClaimOptions, InspectionOptions {
  /** Who issues the tokens: `iss` of principals, and of answers that have one. */
  readonly issuer: string;
  /** Where the issuer answers. Default: what its metadata names (RFC 8414 §2). */
  readonly endpoint?: string;
  /** This service, as the issuer knows it. */
  readonly clientId: string;
  /** Either this or `privateKey`. */
  readonly clientSecret?: string;
  /** Private key as PEM or JWK, for `private_key_jwt` (RFC 7523). */
  readonly privateKey?: PrivateKeyInput;
  /** How the secret is shown. Default: `client_secret_basic`. */
  readonly secretIn?: 'client_secret_basic' | 'client_secret_post';
  /** `aud` that answers must have, one of several. Default outside production: the resource. */
  readonly audience?: string | readonly string[];
  /** `signed` demands answers that the issuer signed (RFC 9701). Default: `json`. */
  readonly answer?: 'json' | 'signed';
  /** `opaque` where JWTs are not asked about, because another verifier takes them. Default: `any`. */
  readonly tokenFormat?: 'any' | 'opaque';
}
