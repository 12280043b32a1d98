import { serverOf, withStore } from '../administered-server.js';
import type { Command } from '../command.js';

/** Takes a key away that somebody else may have. */
export const keysRetireCommand: Command = {
  words: 'keys retire',
  parameters: ['KEY_ID'],
  doc: 'Takes a signing key away: replicas sign with another one ten seconds later, and refuse its tokens a minute after that.',
  confirmation: ([keyId]) => `Every access token that ${keyId} has signed will be refused.`,
  run: ({ parameters: [keyId = ''], environment }) =>
    withStore(serverOf(environment), async ({ signingKeys }) => {
      const keys = await signingKeys.list();
      if (!keys.some((key) => key.keyId === keyId)) throw new Error(`There is no signing key "${keyId}"`);
      await signingKeys.remove([keyId]);
      return { data: { retired: keyId }, lines: [`Taken away: ${keyId}`] };
    }),
};
