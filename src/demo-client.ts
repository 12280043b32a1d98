import { Client, ClientCredentialsProvider, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { readClientOptions } from './demo-options.js';
import { developmentClient, developmentIssuerUrls } from './development-issuer/development-issuer.js';

/** Connects the official MCP client to the running demo and prints what it sees. */
async function run(): Promise<void> {
  const { publicUrl, resource, accessToken } = readClientOptions();
  const transport = new StreamableHTTPClientTransport(new URL(resource), {
    authProvider: accessToken === undefined ? developmentLogin(publicUrl) : { token: async () => accessToken },
  });
  const client = new Client({ name: 'demo-client', version: '0.1.0' }, { versionNegotiation: { mode: 'auto' } });
  await client.connect(transport);
  print('connected to', `${resource}, protocol ${client.getNegotiatedProtocolVersion() ?? 'unknown'}`);
  const { tools } = await client.listTools();
  print('tools', tools.map(({ name }) => name).join(', '));
  const { content } = await client.callTool({ name: 'whoami', arguments: {} });
  print('whoami', content.map((part) => (part.type === 'text' ? part.text : part.type)).join('\n'));
  await client.close();
}

/** The client finds the issuer by itself; it only has to know its own name and secret. */
function developmentLogin(publicUrl: string): ClientCredentialsProvider {
  return new ClientCredentialsProvider({
    clientId: developmentClient.id,
    clientSecret: developmentClient.secret,
    expectedIssuer: developmentIssuerUrls(publicUrl).issuer,
  });
}

function print(label: string, text: string): void {
  process.stdout.write(`${label}: ${text}\n`);
}

await run().catch((error: unknown) => {
  process.stderr.write(`demo:client: ${error instanceof Error ? error.message : String(error)}\n`);
  process.stderr.write('Is the demo running (npm start), with the same PORT or PUBLIC_URL?\n');
  process.exitCode = 1;
});
