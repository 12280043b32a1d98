/**
 * A function that the application gave in its options threw, or returned nonsense. Whoever called is not let in, and is not told of a bad token
 * either: the fault is the application's, so it ends like any other of its faults.
 */
export class HookError extends Error {
  override readonly name = 'HookError';

  /** @param hook where the function stands in the options */
  constructor(hook: string, cause: unknown) {
    super(`${hook} failed`, { cause });
  }
}
