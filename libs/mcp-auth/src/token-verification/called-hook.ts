import { HookError } from '../core/errors/hook-error.js';

/**
 * What a function of the application returns. Where it throws, the error names it: nobody is let in, and nobody is told of a bad token.
 * @param hook where the function stands in the options
 */
export async function calledHook<Result>(hook: string, call: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw new HookError(hook, error);
  }
}
