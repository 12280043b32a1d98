/** What a vendor publishes of a client. */
interface PublishedClient {
  /** The URL of its metadata document. */
  readonly clientId: string;
  readonly name: string;
  readonly redirectUris: readonly string[];
}

/**
 * Well-known MCP clients, as their vendors publish them: ids are the URLs of their metadata documents, which are not fetched for a client
 * that the options name. For hosts that cannot or must not reach the vendors.
 *
 * @example
 * oauthServer({ clients: [knownClients.claude, knownClients.vsCode], ... })
 */
export const knownClients = {
  claude: {
    clientId: 'https://claude.ai/oauth/mcp-oauth-client-metadata',
    name: 'Claude',
    redirectUris: ['https://claude.ai/api/mcp/auth_callback', 'https://claude.com/api/mcp/auth_callback'],
  },
  claudeCode: {
    clientId: 'https://claude.ai/oauth/claude-code-client-metadata',
    name: 'Claude Code',
    redirectUris: ['http://localhost/callback', 'http://127.0.0.1/callback'],
  },
  vsCode: {
    clientId: 'https://vscode.dev/oauth/client-metadata.json',
    name: 'Visual Studio Code',
    redirectUris: ['http://127.0.0.1/', 'https://vscode.dev/redirect', 'https://insiders.vscode.dev/redirect'],
  },
  codex: {
    clientId: 'https://chatgpt.com/oauth/codex/client.json',
    name: 'Codex',
    redirectUris: ['http://127.0.0.1/callback'],
  },
  goose: {
    clientId: 'https://goose-docs.ai/oauth/client-metadata.json',
    name: 'Goose',
    redirectUris: ['http://127.0.0.1/oauth_callback'],
  },
  zed: {
    clientId: 'https://zed.dev/oauth/client-metadata.json',
    name: 'Zed',
    redirectUris: ['http://127.0.0.1/callback'],
  },
} as const satisfies Readonly<Record<string, PublishedClient>>;
