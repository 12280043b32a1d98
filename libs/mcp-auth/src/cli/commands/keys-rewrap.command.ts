import { rewrapSecondFactors } from '../../oauth-server/accounts/rewrap-second-factors.js';
import { rewrapKeys } from '../../oauth-server/signing-keys/rewrap-keys.js';
import { serverOf, withStore } from '../administered-server.js';
import { CommandRandomness } from '../command-randomness.js';
import type { Command } from '../command.js';
import { encryptionKeysOf } from '../encryption-keys-of.js';

/** Makes an old encryption key superfluous. */
export const keysRewrapCommand: Command = {
  words: 'keys rewrap',
  parameters: [],
  doc: 'Stores every private key and second factor under the first encryption key, so that the others can be thrown away.',
  async run({ environment }) {
    const server = serverOf(environment);
    const encryptionKeys = await encryptionKeysOf(server);
    return withStore(server, async ({ signingKeys, people }) => {
      const randomness = new CommandRandomness();
      const keys = await rewrapKeys(signingKeys, encryptionKeys, randomness);
      const factors = await rewrapSecondFactors(people.accounts, encryptionKeys, randomness);
      const unreadable = [...keys.unreadable, ...factors.unreadable];
      if (unreadable.length > 0) {
        const names = unreadable.join(', ');
        throw new Error(`No encryption key opens ${names}: add the one that it was stored under`);
      }
      const rewrapped = keys.rewrapped.length + factors.rewrapped.length;
      const upToDate = keys.upToDate.length + factors.upToDate.length;
      const line = `Stored anew: ${rewrapped}. Under the first key already: ${upToDate}.`;
      return { data: { rewrapped, upToDate }, lines: [line] };
    });
  },
};
