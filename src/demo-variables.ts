/** A variable of the demo: its default, as the reader of a variable would write it, and what it means. */
export interface DemoVariable {
  readonly doc: string;
  readonly default?: string;
  readonly example?: string;
}

/** Variables of the demo itself; those of `MCP_AUTH` belong to the library. */
export const demoVariables = {
  PORT: { default: '3000', doc: 'Where it listens.' },
  HOST: { doc: 'Address to listen on. Unset: 127.0.0.1, and ::1 where it exists.', example: '127.0.0.1' },
  PUBLIC_URL: {
    doc: 'The origin that clients use; the MCP endpoint is `$PUBLIC_URL/mcp`. Unset: `http://localhost:$PORT`.',
    example: 'https://api.example.com',
  },
  HTTP_ADAPTER: { default: 'express', doc: '`express` or `fastify`.' },
  DEMO_USERS: {
    default: 'alice:wonderland:admin,bob:builder-of-things',
    doc: 'People of the ready user store: `name:password[:role]`, comma-separated. In production there are none, and a set value is refused.',
  },
  MESH_TRANSPORT: {
    doc: 'How the pricing service is reached: `tcp`. With `MESH_URL` unset it is started as a child process.',
    example: 'tcp',
  },
  MESH_URL: { doc: 'Where the pricing service listens, and is reached.', example: 'tcp://127.0.0.1:4000' },
  DEMO_LIMITS: {
    default: 'on',
    doc: '`off` lifts the limits of requests per person (600 a minute) and per address (1,200); only outside production.',
  },
  NODE_ENV: { doc: '`production` makes the demo stricter; nothing makes it laxer.', example: 'production' },
  ACCESS_TOKEN: {
    doc: 'For `npm run demo:client`: a token of your issuer, where the demo is not its own authorization server.',
    example: '',
  },
} as const satisfies Readonly<Record<string, DemoVariable>>;
