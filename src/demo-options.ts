import { demoDefaults } from './demo-defaults.js';
import { demoUsersOf, type DemoUser } from './demo-users.js';
import { demoVariables } from './demo-variables.js';
import { pricingAddressOf, type PricingAddress } from './pricing/pricing-address.js';
import { isProduction } from './production.js';

/** Everything that the demo takes from its environment; who answers for tokens is read by the library. */
export interface DemoOptions {
  /** As `MCP_AUTH` or FastMCP's variable names it. */
  readonly kind: string;
  readonly port: number;
  /** Unset: loopback, on IPv4 and on IPv6. */
  readonly host: string | undefined;
  readonly publicUrl: string;
  readonly resource: string;
  readonly adapter: 'express' | 'fastify';
  readonly databaseUrl: string;
  /** Written into the ready user store at start, where it is used. */
  readonly users: readonly DemoUser[];
  /** Where the pricing service is; undefined where it is started as a child process. */
  readonly pricing: PricingAddress | undefined;
  /** How often one person and one address may ask. */
  readonly limits: 'on' | 'off';
  /** Unset: as the library reads them. */
  readonly offeredScopes: readonly string[] | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment; the only place of the demo that does. A variable that is empty counts as not set. */
export function readDemoOptions(environment: Environment = process.env): DemoOptions {
  const said = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const env: Environment = { ...said, ...demoDefaults(said) };
  const place = placeOf(env);
  const surroundings = { ...place, nodeEnvironment: env['NODE_ENV'] };
  const inProduction = isProduction(surroundings) ? 'refused' : 'allowed';
  return {
    kind: env['MCP_AUTH'] ?? env['FASTMCP_SERVER_AUTH'] ?? '',
    ...place,
    adapter: oneOf('HTTP_ADAPTER', env['HTTP_ADAPTER'] ?? demoVariables.HTTP_ADAPTER.default, ['express', 'fastify']),
    databaseUrl: env['DATABASE_URL'] ?? '',
    users: demoUsersOf(env['DEMO_USERS'], inProduction),
    pricing: pricingAddressOf(env),
    limits: limitsOf(env, inProduction),
    offeredScopes: env['MCP_AUTH_SCOPES'] === undefined ? ['notes:read', 'prices:read'] : undefined,
  };
}

function placeOf(env: Environment): Pick<DemoOptions, 'port' | 'host' | 'publicUrl' | 'resource'> {
  const port = portOf(env['PORT'] ?? demoVariables.PORT.default);
  const publicUrl = originOf('PUBLIC_URL', env['PUBLIC_URL'] ?? `http://localhost:${port}`);
  return { port, host: env['HOST'], publicUrl, resource: env['MCP_AUTH_RESOURCE'] ?? `${publicUrl}/mcp` };
}

function limitsOf(env: Environment, inProduction: 'refused' | 'allowed'): 'on' | 'off' {
  const limits = oneOf('DEMO_LIMITS', env['DEMO_LIMITS'] ?? demoVariables.DEMO_LIMITS.default, ['on', 'off']);
  if (limits === 'on' || inProduction === 'allowed') return limits;
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

/** Writes the defaults of the demo into the environment, which the library reads as well. */
export function setDemoDefaults(environment: NodeJS.ProcessEnv = process.env): void {
  Object.assign(environment, demoDefaults(environment));
}

/** Where the pricing service listens; undefined where it may choose. */
export function readPricingAddress(env: Environment = process.env): PricingAddress | undefined {
  return pricingAddressOf(env);
}

/** What the demo client needs to find the demo, and to log in. */
export function readClientOptions(env: Environment = process.env) {
  const { publicUrl, resource, users } = readDemoOptions(env);
  return { publicUrl, resource, accessToken: env['ACCESS_TOKEN'] || undefined, user: users[0] };
}
