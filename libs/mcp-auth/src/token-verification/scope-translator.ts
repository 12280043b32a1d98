import { HookError } from '../core/errors/hook-error.js';

/** A function of the application between scopes of tokens and scopes that clients ask for. */
export type ScopeTranslator = (scope: string) => string;

/** The same function; where it throws, or returns no text, the error names it, and nobody is told of a bad token. */
export function checkedTranslator(hook: string, translate: ScopeTranslator): ScopeTranslator {
  return (scope) => {
    const translated = attempt(hook, () => translate(scope));
    if (typeof translated === 'string') return translated;
    // What it promised is of no use any more, nor what comes of it.
    if (translated instanceof Promise) translated.catch(() => undefined);
    throw new HookError(hook, new TypeError(`returned no text for the scope "${scope}"`));
  };
}

function attempt(hook: string, call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    throw new HookError(hook, error);
  }
}
