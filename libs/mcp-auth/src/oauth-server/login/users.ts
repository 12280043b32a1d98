/** A person, as tokens and pages are to know them. */
export interface User {
  /** Stays the same for ever; stands in `sub`. */
  readonly subject: string;
  readonly roles?: readonly string[];
  /** What pages call them. Default: the subject. */
  readonly name?: string | undefined;
  /** Further claims of their access tokens; those of the protocol cannot be changed. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** What somebody typed into the login page. */
export interface PasswordLogin {
  readonly username: string;
  readonly password: string;
}

/** Port that an application fills from its own tables. */
export abstract class Users {
  /** @returns undefined for somebody who is unknown, or may no longer come in */
  abstract find(subject: string): Promise<User | undefined>;

  /**
   * Tells who has this name and this password. It takes as long for a name that nobody has as for a wrong password. An application with
   * a login of its own needs none.
   * @returns undefined for a name that is unknown, a wrong password, or somebody who may no longer come in
   */
  verifyPassword?(login: PasswordLogin): Promise<User | undefined>;

  /**
   * Asked again once a session has begun: whether somebody whom `verifyPassword` has told may still come in with that password. It may
   * have been changed meanwhile, and the change ended only the sessions that there were. Without it the answer is yes.
   */
  isCurrent?(user: User): Promise<boolean>;
}
