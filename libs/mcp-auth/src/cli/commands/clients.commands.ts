import { newSecret } from '../../core/randomness.js';
import { withAdministration } from '../administration.providers.js';
import { CommandRandomness } from '../command-randomness.js';
import type { ConfiguredClientOptions } from '../../oauth-server/oauth-server.options.js';
import type { Command, CommandInput } from '../command.js';
import { tableOf } from '../table.js';

const list: Command = {
  words: 'clients list',
  parameters: [],
  doc: 'Lists the clients of the database, also those that registered themselves, whose names nobody has checked.',
  run: (input) =>
    withAdministration(input, async ({ clients }) => {
      const data = await clients.list();
      const rows = data.map(({ clientId, name, origin, status, redirectUris }) => {
        return { clientId, name, origin, status, redirectUris };
      });
      return { data, lines: tableOf(rows, 'There are no clients in the database.') };
    }),
};

const create: Command = {
  words: 'clients create',
  parameters: ['CLIENT_ID'],
  options: [
    { name: 'name', value: 'TEXT' },
    { name: 'redirect-uri', value: 'URI', repeatable: true },
    { name: 'scope', value: 'SCOPE', repeatable: true },
    { name: 'kind', value: 'public|confidential' },
  ],
  doc: 'Adds a client that the operator knows. One without a redirect URI is a machine. A confidential one gets a secret, printed once.',
  run: (input) =>
    withAdministration(input, async ({ clients }) => {
      const [clientId = ''] = input.parameters;
      const { kind, ...said } = input.options;
      const redirectUris = said['redirect-uri'] ?? [];
      if ((await clients.list()).some((one) => one.clientId === clientId))
        throw new Error(`There is a client "${clientId}" already`);
      const secret = isConfidential(kind?.[0], redirectUris) ? newSecret(new CommandRandomness()) : undefined;
      await clients.save({
        ...clientOf(clientId, said),
        ...(secret !== undefined && { secrets: [{ value: secret }] }),
      });
      const lines = [`Added: ${clientId}`, ...(secret === undefined ? [] : [`Secret: ${secret}`])];
      return { data: { clientId, secret }, lines };
    }),
};

function clientOf(clientId: string, { name, scope, ...said }: CommandInput['options']): ConfiguredClientOptions {
  return {
    clientId,
    redirectUris: said['redirect-uri'] ?? [],
    ...(name?.[0] !== undefined && { name: name[0] }),
    ...(scope !== undefined && { scopes: scope }),
  };
}

function isConfidential(kind: string | undefined, redirectUris: readonly string[]): boolean {
  if (kind !== undefined && kind !== 'public' && kind !== 'confidential')
    throw new Error('--kind must be public or confidential');
  return kind === undefined ? redirectUris.length === 0 : kind === 'confidential';
}

const disable: Command = {
  words: 'clients disable',
  parameters: ['CLIENT_ID'],
  doc: 'Lets a client get no token any more, and ends those that it has within a second.',
  confirmation: ([clientId]) => `${clientId} will lose its access for all people.`,
  run: (input) =>
    withAdministration(input, async ({ clients, grants }) => {
      const [clientId = ''] = input.parameters;
      if (!(await clients.setStatus(clientId, 'disabled'))) throw unknown(clientId);
      const ended = await grants.end({ clientId });
      return {
        data: { clientId, status: 'disabled', ended },
        lines: [`Disabled: ${clientId}. Logins ended: ${ended}.`],
      };
    }),
};

const enable: Command = {
  words: 'clients enable',
  parameters: ['CLIENT_ID'],
  doc: 'Lets a client get tokens again.',
  run: (input) =>
    withAdministration(input, async ({ clients }) => {
      const [clientId = ''] = input.parameters;
      if (!(await clients.setStatus(clientId, 'active'))) throw unknown(clientId);
      return { data: { clientId, status: 'active' }, lines: [`Enabled: ${clientId}`] };
    }),
};

const remove: Command = {
  words: 'clients remove',
  parameters: ['CLIENT_ID'],
  doc: 'Removes a client, and ends the tokens that it has within a second.',
  confirmation: ([clientId]) => `${clientId} will be removed for good.`,
  run: (input) =>
    withAdministration(input, async ({ clients, grants }) => {
      const [clientId = ''] = input.parameters;
      if (!(await clients.remove(clientId))) throw unknown(clientId);
      const ended = await grants.end({ clientId });
      return { data: { removed: clientId, ended }, lines: [`Removed: ${clientId}. Logins ended: ${ended}.`] };
    }),
};

function unknown(clientId: string): Error {
  return new Error(`There is no client "${clientId}" in the database`);
}

/** What is done with clients. */
export const clientsCommands: readonly Command[] = [list, create, disable, enable, remove];
