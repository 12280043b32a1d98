/** A person, as tokens are to know it. */
export interface User {
  /** Stays the same for ever; stands in `sub`. */
  readonly subject: string;
  readonly roles?: readonly string[];
}

/** Port that an application fills from its own tables. */
export abstract class Users {
  /** @returns undefined for somebody who is unknown, or may no longer come in */
  abstract find(subject: string): Promise<User | undefined>;
}
