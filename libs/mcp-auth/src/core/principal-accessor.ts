import type { Principal } from './principal.js';

/** Port: who is calling, for services that are not handed the principal. */
export abstract class PrincipalAccessor {
  /** The caller of the handler or tool that is running; undefined where there is none, or nobody. */
  abstract find(): Principal | undefined;

  /**
   * The caller of the handler or tool that is running.
   * @throws Error where there is none
   */
  get(): Principal {
    const principal = this.find();
    if (principal === undefined) throw new Error('No verified principal here: nothing guarded is running');
    return principal;
  }
}
