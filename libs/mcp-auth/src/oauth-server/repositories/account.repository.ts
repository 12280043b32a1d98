import type { Account, AccountChanges } from '../model/account.js';

/** Port: people of the ready user store. */
export abstract class AccountRepository {
  /** @returns false where the subject or the user name is taken */
  abstract createOnce(account: Account): Promise<boolean>;

  abstract find(subject: string): Promise<Account | undefined>;

  /** @param username in whatever case it was typed */
  abstract findByUsername(username: string): Promise<Account | undefined>;

  /** In the order of their user names. */
  abstract list(): Promise<readonly Account[]>;

  /** `null` takes a value away. @returns whether there was such an account */
  abstract change(subject: string, changes: AccountChanges): Promise<boolean>;

  /**
   * Notes that the code of a time step was used (RFC 6238 §5.2).
   * @returns whether this caller did it; false where this one or a later one was used before
   */
  abstract useTotpStep(subject: string, step: number): Promise<boolean>;

  /** Puts one hash of the same password in the place of another. Who finds a third one there leaves it: the password was changed. */
  abstract rehash(hashes: { readonly subject: string; readonly from: string; readonly to: string }): Promise<void>;

  /** Puts one sealing of a second factor in the place of another. Who finds a third one there leaves it. */
  abstract resealTotp(sealing: { readonly subject: string; readonly from: string; readonly to: string }): Promise<void>;

  /** @returns whether there was such an account */
  abstract remove(subject: string): Promise<boolean>;
}
