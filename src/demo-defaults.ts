type Environment = Readonly<Record<string, string | undefined>>;

/** Who answers for tokens, where, and under which name: what the demo takes where the environment says nothing. */
const defaults = {
  MCP_AUTH: 'oauth-server',
  DATABASE_URL: 'sqlite:./data/mcp-auth.sqlite',
  MCP_AUTH_OAUTH_SERVER_PAGES_SERVICE_NAME: 'Notes',
} as const;

/** The variables that are missing. An empty one counts as missing; the names of FastMCP count as `MCP_AUTH`. */
export function demoDefaults(environment: Environment): Readonly<Record<string, string>> {
  const isNamed = Boolean(environment['FASTMCP_SERVER_AUTH']);
  const missing = Object.entries(defaults).filter(([name]) => !environment[name] && !(name === 'MCP_AUTH' && isNamed));
  return Object.fromEntries(missing);
}
