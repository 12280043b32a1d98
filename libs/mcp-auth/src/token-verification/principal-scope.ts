import { AsyncLocalStorage } from 'node:async_hooks';
import type { Principal } from '../core/principal.js';

const storage = new AsyncLocalStorage<Principal | undefined>();

/** Runs a call on behalf of a principal, or of nobody. Only `run` is used: `enterWith` would leak into the connection's next request. */
export function runAs<Result>(principal: Principal | undefined, call: () => Result): Result {
  return storage.run(principal, call);
}

/** On whose behalf the running call is. */
export function scopedPrincipal(): Principal | undefined {
  return storage.getStore();
}
