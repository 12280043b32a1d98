/** What tokens are like. */
export interface TokenSettings {
  readonly issuer: string;
  readonly accessTokenFormat: 'jwt' | 'opaque';
  readonly accessTokenTtlSeconds: number;
  readonly refreshTokenIdleSeconds: number;
  readonly refreshTokenAbsoluteSeconds: number;
  /** How long a token that was just replaced still leads to its successor; 0 is never. */
  readonly refreshOverlapSeconds: number;
  /** Whether introspection answers can be signed (RFC 9701). */
  readonly introspectionJwt: 'on' | 'off';
}
export const TokenSettings = Symbol('TokenSettings');
