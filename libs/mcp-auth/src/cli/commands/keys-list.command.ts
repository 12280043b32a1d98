import { serverOf, withStore } from '../administered-server.js';
import type { Command } from '../command.js';

/** Shows which signing keys there are. */
export const keysListCommand: Command = {
  words: 'keys list',
  parameters: [],
  doc: 'Lists the signing keys, the newest first.',
  run: (_, environment) =>
    withStore(serverOf(environment), async ({ signingKeys }) => {
      const keys = await signingKeys.list();
      const line = ({ keyId, algorithm, createdAtMs }: (typeof keys)[number]) =>
        `${keyId}  ${algorithm}  ${new Date(createdAtMs).toISOString()}`;
      return keys.length === 0 ? ['There are no keys: the server makes one when it starts.'] : keys.map(line);
    }),
};
