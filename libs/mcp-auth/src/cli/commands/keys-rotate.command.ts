import { KeyRing } from '../../oauth-server/signing-keys/key-ring.js';
import { StoreClock } from '../../oauth-server/maintenance/store-clock.js';
import { serverOf, withStore } from '../administered-server.js';
import { CommandClock } from '../command-clock.js';
import { CommandRandomness } from '../command-randomness.js';
import type { Command } from '../command.js';
import { encryptionKeysOf } from '../encryption-keys-of.js';

/** Changes the signing key before its time. */
export const keysRotateCommand: Command = {
  words: 'keys rotate',
  parameters: [],
  doc: 'Makes the next signing key now: it is published at once, and signs ten minutes later. Tokens of the last one stay good.',
  async run({ environment }) {
    const server = serverOf(environment);
    const encryptionKeys = await encryptionKeysOf(server);
    return withStore(server, async (store) => {
      const clock = new StoreClock(store, new CommandClock());
      await clock.set();
      const settings = { algorithm: server.signingAlgorithm, rotationSeconds: 0, tokenLifeSeconds: 0 };
      const keyId = await new KeyRing(settings, encryptionKeys, store, clock, new CommandRandomness()).rotate();
      return { data: { keyId }, lines: [`Made: ${keyId}. It signs in ten minutes.`] };
    });
  },
};
