import type { Command } from './command.js';
import { commands } from './commands/index.js';

/** What can be typed. */
export function help(): readonly string[] {
  return [
    'Commands:',
    ...commands.flatMap(linesOf),
    '',
    'With --json a command answers a machine. With --yes it asks nothing.',
    'The environment says which server: DATABASE_URL, MCP_AUTH_OAUTH_SERVER_ENCRYPTION_KEYS (or ..._FILE), and for links',
    'MCP_AUTH_RESOURCE or MCP_AUTH_OAUTH_SERVER_ISSUER.',
  ];
}

function linesOf({ words, parameters, options = [], doc }: Command): readonly string[] {
  const said = options.map(({ name, value, repeatable }) => `[--${name} ${value}]${repeatable === true ? '...' : ''}`);
  return [`  nestjs-mcp-auth ${[words, ...parameters, ...said].join(' ')}`, `      ${doc}`];
}
