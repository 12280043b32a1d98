import { rewrapKeys } from '../../oauth-server/signing-keys/rewrap-keys.js';
import { serverOf, withStore } from '../administered-server.js';
import { CommandRandomness } from '../command-randomness.js';
import type { Command } from '../command.js';
import { encryptionKeysOf } from '../encryption-keys-of.js';

/** Makes an old encryption key superfluous. */
export const keysRewrapCommand: Command = {
  words: 'keys rewrap',
  parameters: [],
  doc: 'Stores every private key under the first encryption key, so that the others can be thrown away.',
  async run(_, environment) {
    const server = serverOf(environment);
    const encryptionKeys = await encryptionKeysOf(server);
    return withStore(server, async ({ signingKeys }) => {
      const { rewrapped, upToDate, unreadable } = await rewrapKeys(
        signingKeys,
        encryptionKeys,
        new CommandRandomness(),
      );
      if (unreadable.length > 0) {
        const names = unreadable.join(', ');
        throw new Error(`No encryption key opens ${names}: add the one that it was stored under`);
      }
      return [`Stored anew: ${rewrapped.length}. Under the first key already: ${upToDate.length}.`];
    });
  },
};
