import { keySources } from '../oauth-server/key-sources.js';
import type { EncryptionKeys } from '../oauth-server/signing-keys/encryption-keys.js';
import { openedEncryptionKeys } from '../oauth-server/signing-keys/opened-encryption-keys.js';
import type { AdministeredServer } from './administered-server.js';
import { CommandRandomness } from './command-randomness.js';

/** The keys under which a server stores private things; a development machine has its own. */
export function encryptionKeysOf({ encryptionKeys, dataSource }: AdministeredServer): Promise<EncryptionKeys> {
  return openedEncryptionKeys(keySources(encryptionKeys, dataSource), new CommandRandomness());
}
