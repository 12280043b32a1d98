import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { followToCallback } from './browserless-authorization.js';
import { node22 } from './node-22.js';

const PROCESS_FILE = fileURLToPath(new URL('./oidc-provider.process.mjs', import.meta.url));
const CALLBACK = 'http://127.0.0.1:8976/callback';

export interface IndependentIssuerOptions {
  /** Resource identifiers it issues tokens for; the first one is used when a client names none. */
  resource: string | readonly string[];
  scopes: readonly string[];
  algorithm?: 'ES256' | 'RS256';
  port?: number;
  /** More redirect URIs of the public client, besides /callback on any loopback port. */
  redirectUris?: readonly string[];
  /** Public JWK of a service that asks about tokens (RFC 7662), which are then opaque. */
  resourceServerKey?: object;
}

/** Clients of services that ask about tokens; all but the one with the key have this secret. */
export const resourceServers = {
  bySecret: 'api:basic',
  signed: 'api:signed',
  byKey: 'api:key',
  secret: 'se:cr%t+ word&=',
} as const;

export interface TokenRequest {
  resource?: string;
  /** Who logs in, alice unless said otherwise. */
  user?: string;
}

export interface IndependentIssuer {
  readonly issuer: string;
  readonly jwksUri: string;
  readonly machineClient: { id: 'demo-client'; secret: 'demo-secret' };
  readonly publicClientId: 'demo-public';
  /** A machine's token, by client_credentials; every scope when none is named. */
  tokenFor(scope?: string, request?: TokenRequest): Promise<string>;
  /** A person's token, by authorization code with PKCE; every scope when none is named. */
  userToken(scope?: string, request?: TokenRequest): Promise<string>;
  stop(): Promise<void>;
}

/** Why there can be no independent issuer here, for `describe.skipIf`; undefined when there can. */
export function independentIssuerUnavailable(): string | undefined {
  return suitableNode() === undefined
    ? 'oidc-provider needs URL.parse or Node 22: npm ci --prefix test/support/node-22'
    : undefined;
}

export async function startIndependentIssuer(options: IndependentIssuerOptions): Promise<IndependentIssuer> {
  const node = suitableNode();
  if (node === undefined) {
    throw Object.assign(new Error(independentIssuerUnavailable()), { name: 'independentIssuerUnavailable' });
  }
  const child = spawn(node, [PROCESS_FILE, ...commandLine(options)], {
    // A runner's own NODE_OPTIONS may name loaders that the other binary does not have.
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  return describeIssuer(child, await issuerOf(child), options);
}

// oidc-provider prints a warning on Node 20, and works where URL.parse exists.
function suitableNode(): string | undefined {
  return 'parse' in URL ? process.execPath : node22();
}

function resourcesOf({ resource }: IndependentIssuerOptions): readonly string[] {
  return typeof resource === 'string' ? [resource] : resource;
}

function commandLine(options: IndependentIssuerOptions): string[] {
  return [
    ...resourcesOf(options).map((resource) => `--resource=${resource}`),
    ...(options.redirectUris ?? []).map((uri) => `--redirect-uri=${uri}`),
    ...(options.resourceServerKey ? [`--resource-server-key=${JSON.stringify(options.resourceServerKey)}`] : []),
    `--scopes=${options.scopes.join(' ')}`,
    `--algorithm=${options.algorithm ?? 'ES256'}`,
    `--port=${options.port ?? 0}`,
  ];
}

async function issuerOf(child: ChildProcess): Promise<string> {
  let output = '';
  let complaints = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The issuer ended with code ${code}: ${complaints}`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const issuer = /"issuer":"([^"]+)"/.exec(output)?.[1];
      if (issuer !== undefined) {
        resolve(issuer);
      }
    });
  });
}

function describeIssuer(child: ChildProcess, issuer: string, options: IndependentIssuerOptions): IndependentIssuer {
  const everything = options.scopes.join(' ');
  const defaultResource = resourcesOf(options)[0];
  return {
    issuer,
    jwksUri: `${issuer}/jwks`,
    machineClient: { id: 'demo-client', secret: 'demo-secret' },
    publicClientId: 'demo-public',
    tokenFor: (scope = everything, { resource = defaultResource } = {}) => machineToken(issuer, { scope, resource }),
    userToken: (scope = everything, { resource = defaultResource, user } = {}) =>
      personToken(issuer, { scope, resource, login_hint: user }),
    stop: () => stopProcess(child),
  };
}

type Fields = Record<string, string | undefined>;

function formOf(fields: Fields): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) {
      form.set(name, value);
    }
  }
  return form;
}

function machineToken(issuer: string, fields: Fields): Promise<string> {
  const credentials = { client_id: 'demo-client', client_secret: 'demo-secret' };
  return requestToken(issuer, { grant_type: 'client_credentials', ...credentials, ...fields });
}

async function personToken(issuer: string, fields: Fields): Promise<string> {
  const verifier = randomBytes(32).toString('base64url');
  const shared = { client_id: 'demo-public', redirect_uri: CALLBACK };
  const query = formOf({
    ...shared,
    ...fields,
    response_type: 'code',
    state: randomBytes(8).toString('base64url'),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const callback = await followToCallback(`${issuer}/auth?${query.toString()}`);
  const code = callback.searchParams.get('code');
  if (code === null || callback.searchParams.get('state') !== query.get('state')) {
    throw new Error(`No code in ${callback.href}`);
  }
  return requestToken(issuer, { ...shared, grant_type: 'authorization_code', code, code_verifier: verifier });
}

async function requestToken(issuer: string, fields: Fields): Promise<string> {
  const response = await fetch(`${issuer}/token`, { method: 'POST', body: formOf(fields) });
  const body = (await response.json()) as { access_token?: unknown };
  if (typeof body.access_token !== 'string') {
    throw new Error(`The issuer answered ${response.status}: ${JSON.stringify(body)}`);
  }
  return body.access_token;
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}
