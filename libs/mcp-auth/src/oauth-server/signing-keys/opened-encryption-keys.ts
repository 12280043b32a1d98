import type { Randomness } from '../../core/randomness.js';
import { developmentKey } from './development-key.js';
import type { EncryptionKeySettings } from './encryption-key.settings.js';
import { EncryptionKeys } from './encryption-keys.js';

/** The keys that were configured; on a development machine without any, the one of its file. */
export async function openedEncryptionKeys(
  { developmentKeyFile, encryptionKeys }: EncryptionKeySettings,
  randomness: Randomness,
): Promise<EncryptionKeys> {
  const secrets =
    developmentKeyFile === undefined ? encryptionKeys : [await developmentKey(developmentKeyFile, randomness)];
  return new EncryptionKeys(secrets);
}
