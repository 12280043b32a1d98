/** A person in the ready user store. Times are milliseconds since the epoch. */
export interface Account {
  /** Stays the same for ever, whatever the name becomes. */
  readonly subject: string;
  /** As it was given; compared in the form of `usernameKey`. */
  readonly username: string;
  readonly displayName?: string | undefined;
  readonly email?: string | undefined;
  /** In the form of PHC, with its parameters; absent until the first password is set. */
  readonly passwordHash?: string | undefined;
  readonly roles: readonly string[];
  readonly status: 'active' | 'disabled';
  readonly createdAtMs: number;
  /** Of the second factor, sealed; absent where there is none. */
  readonly sealedTotpSecret?: string | undefined;
}

/** What of an account can change. */
export type AccountChanges = {
  readonly [Name in 'displayName' | 'email' | 'passwordHash' | 'sealedTotpSecret']?: string | null;
} & { readonly roles?: readonly string[]; readonly status?: Account['status'] };

/** The form in which two user names are compared: what looks the same is the same. */
export function usernameKey(username: string): string {
  return username.normalize('NFKC').trim().toLowerCase();
}
