import type { PassportStrategy } from './passport-strategy.options.js';

/** What a strategy says about a token. */
export type StrategyAnswer =
  { readonly said: 'success'; readonly user: unknown; readonly info: unknown } | { readonly said: 'fail' };

/** What Passport adds to a strategy for the time of one request. */
interface StrategyActions {
  success(user: unknown, info?: unknown): void;
  fail(): void;
  error(error: unknown): void;
  pass(): void;
  redirect(): void;
}

/**
 * Asks a strategy about a token, as Passport would: on an object that inherits from it, so that requests cannot meet. Its first answer
 * counts. One that never answers leaves the promise open.
 * @throws Error where the strategy reports one, or answers what only a page can follow
 */
export function askedStrategy(strategy: PassportStrategy, token: string): Promise<StrategyAnswer> {
  return new Promise((resolve, reject) => {
    const unfit = (action: string) => () => reject(new TypeError(`called ${action}(), which no bearer token leads to`));
    const actions: StrategyActions = {
      success: (user, info) => resolve({ said: 'success', user, info }),
      fail: () => resolve({ said: 'fail' }),
      error: reject,
      pass: unfit('pass'),
      redirect: unfit('redirect'),
    };
    const asked: PassportStrategy = Object.assign(Object.create(strategy), actions);
    const done: unknown = asked.authenticate(requestWith(token), {} as never);
    // A strategy may be an async function; its failure is told by nobody else.
    if (done instanceof Promise) done.catch(reject);
  });
}

/** All that a strategy may see: cookies, queries and bodies are no place for a token (RFC 6750 §5.3). */
function requestWith(token: string): never {
  const headers: Readonly<Record<string, string>> = Object.freeze({ authorization: `Bearer ${token}` });
  const field = (name: string) => (name.toLowerCase() === 'authorization' ? headers['authorization'] : undefined);
  return { headers, get: field, header: field } as never;
}
