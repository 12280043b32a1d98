import { KeySet, type KeyLookup } from '../identity-provider/key-set.js';
import { readPublicKey, type ReadKey } from '../identity-provider/public-key.js';
import { bindSecret, isKeyText, sharedSecretFault } from '../identity-provider/shared-secret.js';
import type { VerificationKey } from '../identity-provider/verification-key.js';
import type { KeyProvider } from './passport-jwt.options.js';

/** Keys that are made once; an issuer has a handful. */
const maxKeys = 32;
/** How long a client waits when the provider could not answer. */
const retryAfterSeconds = 3;
/** A provider that never calls back must not hold requests for ever. */
const providerTimeoutMs = 10_000;

/** Said of what is no key at all, and of secrets that are too short. */
export const unusableKeyFault =
  'is no usable key: a public key as PEM, or a shared secret of at least 32 bytes for HS256';

/** Asks the application's own provider for the key of a token, and makes each key once. */
export class PassportJwtKeySet extends KeySet {
  private readonly keys = new Map<string, VerificationKey | undefined>();

  constructor(
    private readonly provider: KeyProvider,
    private readonly algorithms: readonly string[],
  ) {
    super();
  }

  find(_keyId: string | undefined, token: string): Promise<KeyLookup> {
    return new Promise((settle) => {
      const timer = setTimeout(() => settle(unavailable('no answer')), providerTimeoutMs);
      const resolve = (lookup: KeyLookup) => {
        clearTimeout(timer);
        settle(lookup);
      };
      const fail = (error: unknown) => resolve(unavailable(error));
      try {
        const done: unknown = this.provider(requestWith(token), token, (error, secretOrKey) => {
          if (isFault(error)) fail(error);
          else resolve(this.lookUp(secretOrKey));
        });
        // A provider may be an async function; its failure is told by nobody else.
        if (done instanceof Promise) done.catch(fail);
      } catch (error) {
        fail(error);
      }
    });
  }

  private lookUp(secretOrKey: string | Buffer | undefined | null): KeyLookup {
    if (secretOrKey === undefined || secretOrKey === null) return { found: 'unknown' };
    // Bytes that are no text must not become one: others would then be the same secret.
    const name = Buffer.from(secretOrKey as string).toString('latin1');
    if (!this.keys.has(name)) {
      if (this.keys.size >= maxKeys) this.keys.clear();
      const made = makeKey(secretOrKey, this.algorithms);
      this.keys.set(name, 'key' in made ? made.key : undefined);
    }
    const key = this.keys.get(name);
    return key === undefined ? { found: 'unknown' } : { found: 'keys', keys: [key] };
  }
}

/** Makes a key of what `passport-jwt` takes for one: PEM is public, everything else a shared secret, and never both. */
export function makeKey(secretOrKey: string | Buffer, algorithms: readonly string[]): ReadKey {
  const text = secretOrKey.toString('latin1');
  if (isKeyText(text)) return readPublicKey(text);
  const usable = algorithms.filter((name) => name.startsWith('HS') && !sharedSecretFault(secretOrKey, [name]));
  return usable.length > 0 ? { key: bindSecret(secretOrKey, usable) } : { fault: unusableKeyFault };
}

function isFault(error: unknown): boolean {
  return error !== undefined && error !== null && error !== false;
}

function unavailable(error: unknown): KeyLookup {
  const cause = error instanceof Error ? error.message : 'the provider of keys failed';
  return { found: 'unavailable', retryAfterSeconds, cause };
}

/** Providers are made for requests; ours has the token where they would look for it. */
function requestWith(token: string): never {
  return { headers: { authorization: `Bearer ${token}` } } as never;
}
