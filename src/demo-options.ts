import { demoVariables } from './demo-variables.js';
import { isProduction } from './production.js';

/** Everything that the demo takes from its environment; who answers for tokens is read by the library. */
export interface DemoOptions {
  /** Whether the environment names an issuer, or the one in this very process is used. */
  readonly issuer: 'of the environment' | 'development';
  readonly port: number;
  /** Unset: loopback, on IPv4 and on IPv6. */
  readonly host: string | undefined;
  readonly publicUrl: string;
  readonly resource: string;
  readonly adapter: 'express' | 'fastify';
  /** How often one person and one address may ask. */
  readonly limits: 'on' | 'off';
  /** Unset: as the library reads them. */
  readonly offeredScopes: readonly string[] | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment; the only place of the demo that does. A variable that is empty counts as not set. */
export function readDemoOptions(environment: Environment = process.env): DemoOptions {
  const env: Environment = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const port = portOf(env['PORT'] ?? demoVariables.PORT.default);
  const publicUrl = originOf('PUBLIC_URL', env['PUBLIC_URL'] ?? `http://localhost:${port}`);
  const isNamed = env['MCP_AUTH'] !== undefined || env['FASTMCP_SERVER_AUTH'] !== undefined;
  return {
    issuer: isNamed ? 'of the environment' : 'development',
    port,
    host: env['HOST'],
    publicUrl,
    resource: env['MCP_AUTH_RESOURCE'] ?? `${publicUrl}/mcp`,
    adapter: oneOf('HTTP_ADAPTER', env['HTTP_ADAPTER'] ?? demoVariables.HTTP_ADAPTER.default, ['express', 'fastify']),
    limits: limitsOf(env, publicUrl),
    offeredScopes: env['MCP_AUTH_SCOPES'] === undefined ? ['notes:read'] : undefined,
  };
}

function limitsOf(env: Environment, publicUrl: string): 'on' | 'off' {
  const limits = oneOf('DEMO_LIMITS', env['DEMO_LIMITS'] ?? demoVariables.DEMO_LIMITS.default, ['on', 'off']);
  const surroundings = { publicUrl, host: env['HOST'], nodeEnvironment: env['NODE_ENV'] };
  if (limits === 'on' || !isProduction(surroundings)) return limits;
  throw new Error('DEMO_LIMITS=off is for loopback only');
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Error(`PORT must be a number from 0 to 65535, not "${text}"`);
}

function originOf(variable: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.origin.startsWith('http') && url.href === `${url.origin}/`) return url.origin;
  throw new Error(`${variable} must be an origin such as https://api.example.com, not "${text}"`);
}

function oneOf<Value extends string>(variable: string, text: string, values: readonly Value[]): Value {
  const value = values.find((candidate) => candidate === text);
  if (value !== undefined) return value;
  throw new Error(`${variable} must be one of ${values.join(', ')}, not "${text}"`);
}

/** `NODE_ENV`, which can only make the demo stricter. */
export function nodeEnvironment(): string | undefined {
  return process.env['NODE_ENV'];
}

/** What the demo client needs to find the demo. */
export function readClientOptions(env: Environment = process.env) {
  const { publicUrl, resource } = readDemoOptions(env);
  return { publicUrl, resource, accessToken: env['ACCESS_TOKEN'] || undefined };
}
