/** Levels that this demo can run at present; `development` is what runs when nothing is set. */
export type DemoLevel = 'development' | 'jwt' | 'remote';

/** Everything that the demo takes from its environment. */
export interface DemoOptions {
  readonly level: DemoLevel;
  readonly port: number;
  /** Unset: loopback, on IPv4 and on IPv6. */
  readonly host: string | undefined;
  readonly publicUrl: string;
  readonly resource: string;
  readonly adapter: 'express' | 'fastify';
  readonly offeredScopes: readonly string[];
  readonly jwt: JwtEnvironment;
  readonly authorizationServers: readonly string[];
}

/** Variables of the JWT verifier; what is missing or wrong is told by the verifier itself. */
export interface JwtEnvironment {
  readonly jwksUri: string | undefined;
  readonly publicKey: string | undefined;
  readonly issuer: string | undefined;
  readonly audience: readonly string[];
  readonly requiredScopes: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment; the only place of the demo that does. A variable that is empty counts as not set. */
export function readDemoOptions(environment: Environment = process.env): DemoOptions {
  const env: Environment = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const port = portOf(env['PORT'] ?? '3000');
  const publicUrl = originOf('PUBLIC_URL', env['PUBLIC_URL'] ?? `http://localhost:${port}`);
  return {
    level: oneOf('MCP_AUTH', env['MCP_AUTH'] ?? 'development', ['development', 'jwt', 'remote']),
    port,
    host: env['HOST'],
    publicUrl,
    resource: env['MCP_AUTH_RESOURCE'] ?? `${publicUrl}/mcp`,
    adapter: oneOf('HTTP_ADAPTER', env['HTTP_ADAPTER'] ?? 'express', ['express', 'fastify']),
    offeredScopes: listOf(env['MCP_AUTH_SCOPES'] ?? 'notes:read'),
    jwt: {
      jwksUri: env['MCP_AUTH_JWT_JWKS_URI'],
      publicKey: env['MCP_AUTH_JWT_PUBLIC_KEY'],
      issuer: env['MCP_AUTH_JWT_ISSUER'],
      audience: listOf(env['MCP_AUTH_JWT_AUDIENCE']),
      requiredScopes: listOf(env['MCP_AUTH_JWT_REQUIRED_SCOPES']),
    },
    authorizationServers: listOf(env['MCP_AUTH_REMOTE_AUTHORIZATION_SERVERS']),
  };
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

/** Lists are separated by commas or spaces. */
function listOf(text = ''): readonly string[] {
  return text.split(/[\s,]+/).filter((item) => item !== '');
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
