import { keySources } from '../oauth-server/key-sources.js';
import { developmentKey } from '../oauth-server/signing-keys/development-key.js';
import { EncryptionKeys } from '../oauth-server/signing-keys/encryption-keys.js';
import type { AdministeredServer } from './administered-server.js';
import { CommandRandomness } from './command-randomness.js';

/** The keys under which a server stores private keys; a development machine has its own. */
export async function encryptionKeysOf({ encryptionKeys, dataSource }: AdministeredServer): Promise<EncryptionKeys> {
  const { encryptionKeys: secrets, developmentKeyFile: file } = keySources(encryptionKeys, dataSource);
  return new EncryptionKeys(file === undefined ? secrets : [await developmentKey(file, new CommandRandomness())]);
}
