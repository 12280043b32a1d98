import { digestOf } from '../../core/secret-digest.js';
import { seal, sealingKey, unseal } from '../../core/sealed-text.js';
import type { Randomness } from '../../core/randomness.js';

/** Keys under which private things are stored: the first one seals, every one opens. */
export class EncryptionKeys {
  private readonly keys: readonly { readonly name: string; readonly key: Buffer }[];

  /** @param secrets at least one, each of at least 32 characters */
  constructor(secrets: readonly string[]) {
    this.keys = secrets.map((secret) => {
      const key = sealingKey(secret, 'encryption at rest');
      return { name: digestOf(key.toString('hex')).slice(0, 16), key };
    });
  }

  /** @param context what the text belongs to; it opens only there */
  seal(text: string, context: string, randomness: Randomness): string {
    const [first] = this.keys;
    if (first === undefined) throw new Error('There is no encryption key');
    return `${first.name}.${seal(text, first.key, context, randomness)}`;
  }

  /** Whether it needs no other key than the first one. */
  isUnderFirst(sealed: string): boolean {
    return sealed.split('.', 1)[0] === this.keys[0]?.name;
  }

  /** @returns undefined where no key opens it */
  unseal(sealed: string, context: string): string | undefined {
    const [name, text = ''] = sealed.split('.', 2);
    const key = this.keys.find((one) => one.name === name)?.key;
    return key && unseal(text, key, context);
  }
}

/** What the private half of a signing key is sealed for. */
export function sealingContext(keyId: string): string {
  return `signing key ${keyId}`;
}
