import type { KeyObject } from 'node:crypto';

/** What a provider of keys calls back with. */
export type KeyCallback = (error: unknown, secretOrKey?: string | Buffer) => void;

/** Finds the key of a token. Applications write it for requests of any kind. */
export type KeyProvider = (request: never, rawJwtToken: string, done: KeyCallback) => void;

/** Options of a `passport-jwt` strategy, as an application has them already. */
export interface PassportJwtOptions {
  readonly secretOrKey?: string | Buffer | KeyObject | undefined;
  /** For example `passportJwtSecret({ ... })` of `jwks-rsa`. */
  readonly secretOrKeyProvider?: KeyProvider | undefined;
  readonly issuer?: string | readonly string[] | undefined;
  readonly audience?: string | RegExp | readonly (string | RegExp)[] | undefined;
  readonly algorithms?: readonly string[] | undefined;
  /** Only `clockTolerance` can be kept; others are told at start. */
  readonly jsonWebTokenOptions?: object | undefined;
  /** An expired token is never accepted, so `true` is refused at start. */
  readonly ignoreExpiration?: boolean | undefined;
  /** Has no effect: tokens are taken from the `Authorization` header alone. */
  readonly jwtFromRequest?: unknown;
  /** Has no effect: there is no callback. */
  readonly passReqToCallback?: boolean | undefined;
}
