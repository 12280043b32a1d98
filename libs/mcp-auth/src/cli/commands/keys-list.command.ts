import { serverOf, withStore } from '../administered-server.js';
import type { Command } from '../command.js';
import { tableOf } from '../table.js';

/** Shows which signing keys there are. */
export const keysListCommand: Command = {
  words: 'keys list',
  parameters: [],
  doc: 'Lists the signing keys, the newest first.',
  run: ({ environment }) =>
    withStore(serverOf(environment), async ({ signingKeys }) => {
      const data = (await signingKeys.list()).map(({ keyId, algorithm, createdAtMs }) => {
        return { keyId, algorithm, createdAt: new Date(createdAtMs) };
      });
      return { data, lines: tableOf(data, 'There are no keys: the server makes one when it starts.') };
    }),
};
