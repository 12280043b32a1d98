import type { DemoOptions } from './demo-options.js';

const levels: Readonly<Record<string, string>> = {
  'oauth-server': '3: its own authorization server',
  none: 'none: everybody may call it',
  jwt: '1: tokens of an issuer are verified',
  remote: '2: clients are told where to get a token',
};

/** What the demo says when it has started: where it is, how to log in, and what to paste into clients. */
export function introduction(options: DemoOptions): readonly string[] {
  const { resource, publicUrl, adapter, kind } = options;
  const server = JSON.stringify({ servers: { notes: { type: 'http', url: resource } } });
  return [
    `MCP server     ${resource}  (${adapter})`,
    `Level          ${levels[kind] ?? kind}`,
    ...(kind === 'oauth-server' ? ofAuthorizationServer(options) : []),
    `Claude Code    claude mcp add --transport http notes ${resource}`,
    `VS Code        .vscode/mcp.json: ${server}`,
    `Cursor         ~/.cursor/mcp.json: ${JSON.stringify({ mcpServers: { notes: { url: resource } } })}`,
    `Inspector      npx -y @modelcontextprotocol/inspector, transport "Streamable HTTP", the URL above`,
    `stdio clients  npx -y mcp-remote ${resource}`,
    ...(kind === 'oauth-server' ? [`Your account   ${publicUrl}/account`, 'Watch a login  npm run demo:client'] : []),
  ];
}

function ofAuthorizationServer({ databaseUrl, users }: DemoOptions): readonly string[] {
  const people = users.map(({ username, password, roles }) => {
    return `${username} / ${password}${roles.length === 0 ? '' : ` (${roles.join(', ')})`}`;
  });
  const login = people.length === 0 ? 'make people: npx nestjs-mcp-auth users create NAME' : people.join('   ');
  return [`Database       ${withoutPassword(databaseUrl)}`, `Log in as      ${login}`];
}

function withoutPassword(url: string): string {
  return url.replace(/(:\/\/[^:@/]*):[^@]*@/, '$1:***@');
}
