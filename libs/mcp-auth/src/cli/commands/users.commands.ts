import type { StoredUser } from '../../oauth-server/exported-person.js';
import type { UserAdministration } from '../../oauth-server/user-administration.js';
import { refuseWithoutIssuer, withAdministration } from '../administration.providers.js';
import type { Command } from '../command.js';
import { tableOf } from '../table.js';

/** @throws Error where nobody has this name */
async function userNamed(users: UserAdministration, name: string): Promise<StoredUser> {
  const user = await users.find(name);
  if (user === undefined) throw new Error(`There is no user "${name}"`);
  return user;
}

const list: Command = {
  words: 'users list',
  parameters: [],
  doc: 'Lists the people of the ready user store.',
  run: (input) =>
    withAdministration(input, async ({ users }) => {
      const data = await users.list();
      const rows = data.map(({ username, subject, roles, status, password, secondFactor, createdAt }) => {
        return { username, subject, roles, status, password, secondFactor, createdAt };
      });
      return { data, lines: tableOf(rows, 'There is nobody: nestjs-mcp-auth users create NAME') };
    }),
};

const create: Command = {
  words: 'users create',
  parameters: ['NAME'],
  options: [
    { name: 'email', value: 'ADDRESS' },
    { name: 'display-name', value: 'TEXT' },
    { name: 'role', value: 'ROLE', repeatable: true },
  ],
  doc: 'Adds somebody, and prints a link by which they set their password, once, within seven days.',
  run(input) {
    refuseWithoutIssuer(input);
    const { parameters, options } = input;
    const [username = ''] = parameters;
    return withAdministration(input, async ({ users }) => {
      const [email, displayName] = [options['email']?.[0], options['display-name']?.[0]];
      const user = await users.create({ username, email, displayName, roles: options['role'] ?? [] });
      if (user === undefined) throw new Error(`There is a user "${username}" already`);
      const link = await users.passwordLink(user.subject);
      return { data: { ...user, link }, lines: [`Added: ${username} (${user.subject})`, link] };
    });
  },
};

const link: Command = {
  words: 'users link',
  parameters: ['NAME'],
  doc: 'Prints a link by which somebody sets a new password, once, within seven days.',
  run(input) {
    refuseWithoutIssuer(input);
    return withAdministration(input, async ({ users }) => {
      const { subject } = await userNamed(users, input.parameters[0] ?? '');
      const made = await users.passwordLink(subject);
      return { data: { subject, link: made }, lines: [made] };
    });
  },
};

const roles: Command = {
  words: 'users roles',
  parameters: ['NAME'],
  options: [{ name: 'role', value: 'ROLE', repeatable: true }],
  doc: 'Gives somebody these roles and no others, from their next token on.',
  run: (input) =>
    withAdministration(input, async ({ users }) => {
      const { subject, username } = await userNamed(users, input.parameters[0] ?? '');
      const given = input.options['role'] ?? [];
      await users.setRoles(subject, given);
      return { data: { subject, roles: given }, lines: [`${username}: ${given.join(', ') || 'no roles'}`] };
    }),
};

const disable: Command = {
  words: 'users disable',
  parameters: ['NAME'],
  doc: 'Lets nobody come in as this person, and ends all their logins and tokens within a second.',
  confirmation: ([name]) => `${name} will be logged out everywhere, and all applications with them.`,
  run: (input) =>
    withAdministration(input, async ({ users }) => {
      const { subject, username } = await userNamed(users, input.parameters[0] ?? '');
      await users.disable(subject);
      return { data: { subject, status: 'disabled' }, lines: [`Disabled: ${username}`] };
    }),
};

const enable: Command = {
  words: 'users enable',
  parameters: ['NAME'],
  doc: 'Lets somebody come in again.',
  run: (input) =>
    withAdministration(input, async ({ users }) => {
      const { subject, username } = await userNamed(users, input.parameters[0] ?? '');
      await users.enable(subject);
      return { data: { subject, status: 'active' }, lines: [`Enabled: ${username}`] };
    }),
};

const remove: Command = {
  words: 'users remove',
  parameters: ['NAME'],
  doc: 'Removes somebody with everything that is kept of them, and ends all their tokens within a second.',
  confirmation: ([name]) => `${name} will be removed for good.`,
  run: (input) =>
    withAdministration(input, async ({ users }) => {
      const { subject, username } = await userNamed(users, input.parameters[0] ?? '');
      await users.remove(subject);
      return { data: { removed: subject }, lines: [`Removed: ${username}`] };
    }),
};

const exported: Command = {
  words: 'users export',
  parameters: ['NAME'],
  doc: 'Prints everything that is kept of somebody and is no secret, as JSON, to be given to them.',
  run: (input) =>
    withAdministration(input, async ({ users }) => {
      const { subject } = await userNamed(users, input.parameters[0] ?? '');
      const data = await users.export(subject);
      return { data, lines: [JSON.stringify(data, null, 2)] };
    }),
};

/** What is done with people. */
export const usersCommands: readonly Command[] = [list, create, link, roles, disable, enable, remove, exported];
