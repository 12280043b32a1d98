import { Client, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';
import { ScriptedLogin } from './demo-client/scripted-login.js';
import { readClientOptions } from './demo-options.js';

/** Connects the official MCP client to the running demo, and prints each step of its login and what it gets. */
async function run(): Promise<void> {
  const { resource, accessToken, user } = readClientOptions();
  if (accessToken !== undefined) return callTools(await connected(resource, { token: async () => accessToken }));
  if (user === undefined) throw new Error('There is nobody to log in as: set DEMO_USERS, or ACCESS_TOKEN');
  const login = new ScriptedLogin(user, print);
  const client = await loggedIn(resource, login);
  await callTools(client);
}

async function connected(
  resource: string,
  authProvider: ScriptedLogin | { token(): Promise<string> },
): Promise<Client> {
  const client = new Client({ name: 'demo-client', version: '0.1.0' }, { versionNegotiation: { mode: 'auto' } });
  await client.connect(new StreamableHTTPClientTransport(new URL(resource), { authProvider }));
  print('connected', `${resource}, protocol ${client.getNegotiatedProtocolVersion() ?? 'unknown'}`);
  return client;
}

/** The official client stops where a browser is needed; afterwards it brings the code, and begins once more. */
async function loggedIn(resource: string, login: ScriptedLogin): Promise<Client> {
  const transport = new StreamableHTTPClientTransport(new URL(resource), { authProvider: login });
  const first = new Client({ name: 'demo-client', version: '0.1.0' }, { versionNegotiation: { mode: 'auto' } });
  try {
    await first.connect(transport);
  } catch (error) {
    if (!(error instanceof UnauthorizedError) || login.callback === undefined) throw error;
    await transport.finishAuth(login.callback.searchParams);
  }
  return connected(resource, login);
}

async function callTools(client: Client): Promise<void> {
  const { tools } = await client.listTools();
  print('tools', tools.map(({ name }) => name).join(', '));
  await call(client, 'whoami');
  if (tools.some(({ name }) => name === 'notes_list')) await call(client, 'notes_list');
  if (tools.some(({ name }) => name === 'price_quote'))
    await call(client, 'price_quote', { item: 'desk', quantity: 10 });
  await client.close();
}

async function call(client: Client, name: string, args: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const { content } = await client.callTool({ name, arguments: args });
  print(name, content.map((part) => (part.type === 'text' ? part.text : part.type)).join('\n'));
}

function print(label: string, text: string): void {
  process.stdout.write(`${label.padEnd(14)} ${text}\n`);
}

await run().catch((error: unknown) => {
  process.stderr.write(`demo:client: ${error instanceof Error ? error.message : String(error)}\n`);
  process.stderr.write('Is the demo running (npm start), with the same PORT or PUBLIC_URL?\n');
  process.exitCode = 1;
});
