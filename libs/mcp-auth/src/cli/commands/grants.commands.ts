import { withAdministration, type Administration } from '../administration.providers.js';
import type { Command, CommandInput } from '../command.js';
import { tableOf } from '../table.js';

const whose = [
  { name: 'user', value: 'NAME' },
  { name: 'client', value: 'CLIENT_ID' },
];

type Holder = { readonly subject: string; readonly clientId?: string } | { readonly clientId: string };

/** @throws Error where nobody is named, or nobody has this name */
async function holderOf({ users }: Administration, { options }: CommandInput): Promise<Holder> {
  const [name, clientId] = [options['user']?.[0], options['client']?.[0]];
  if (name === undefined && clientId === undefined) throw new Error('Say --user NAME, --client CLIENT_ID, or both');
  if (name === undefined) return { clientId: clientId ?? '' };
  // With users of its own, an application's subjects are known to the application alone.
  const subject = (await users.find(name))?.subject ?? name;
  return { subject, ...(clientId !== undefined && { clientId }) };
}

const list: Command = {
  words: 'grants list',
  parameters: [],
  options: whose,
  doc: 'Lists the logins of a person, of a client, or of both, that are alive.',
  run: (input) =>
    withAdministration(input, async (administration) => {
      const data = await administration.grants.list(await holderOf(administration, input));
      const rows = data.map(({ grantId, clientId, subject, scopes, loggedInAt }) => {
        return { grantId, clientId, subject, scopes, loggedInAt };
      });
      return { data, lines: tableOf(rows, 'There are no logins.') };
    }),
};

const revoke: Command = {
  words: 'grants revoke',
  parameters: ['GRANT_ID'],
  doc: 'Ends a login with all its tokens within a second. `grants list` shows the ids.',
  confirmation: ([grantId]) => `The login ${grantId} will be ended.`,
  run: (input) =>
    withAdministration(input, async ({ grants }) => {
      const [grantId = ''] = input.parameters;
      if ((await grants.end({ grantId })) === 0) throw new Error(`There is no login "${grantId}" that is alive`);
      return { data: { ended: 1 }, lines: [`Ended: ${grantId}`] };
    }),
};

const revokeAll: Command = {
  words: 'grants revoke-all',
  parameters: [],
  options: whose,
  doc: 'Ends every login of a person, of a client, or of both, within a second.',
  confirmation: () => 'All of these logins will be ended.',
  run: (input) =>
    withAdministration(input, async (administration) => {
      const ended = await administration.grants.end(await holderOf(administration, input));
      return { data: { ended }, lines: [`Ended: ${ended}`] };
    }),
};

/** What is done with logins. */
export const grantsCommands: readonly Command[] = [list, revoke, revokeAll];
