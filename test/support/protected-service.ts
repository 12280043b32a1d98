import type { DynamicModule, INestApplication, ModuleMetadata } from '@nestjs/common';
import {
  jwtVerifier,
  McpAuthModule,
  remoteAuth,
  type AuthValue,
  type JwtVerifierOptions,
  type McpAuthOptions,
} from 'nestjs-mcp-auth';
import { FakeIssuer, type TokenClaims } from 'nestjs-mcp-auth/testing';
import { ask, bearer, withHeaders, type Answer, type Question } from './http-client.js';
import { json, startJsonServer, type JsonServer } from './json-server.js';
import { freePort, launch, type Adapter, type Running } from './launch.js';

export interface ServiceOptions {
  readonly adapter: Adapter;
  readonly level?: 1 | 2;
  readonly options?: Partial<McpAuthOptions>;
  readonly verifier?: Partial<JwtVerifierOptions>;
  readonly parts?: Pick<ModuleMetadata, 'controllers' | 'providers' | 'imports'>;
  readonly prepare?: (app: INestApplication) => void;
}

/** A Nest application with a protected MCP endpoint, its issuer, and a server with the issuer's keys. */
export interface ProtectedService extends Running {
  readonly resource: string;
  readonly issuer: FakeIssuer;
  readonly keyServer: JsonServer;
  token(claims?: TokenClaims, header?: Readonly<Record<string, unknown>>): Promise<string>;
  /** Asks the MCP endpoint; with a good token unless the question says otherwise. */
  ask(question: Question): Promise<Answer>;
  askWithToken(question: Question, claims?: TokenClaims): Promise<Answer>;
}

export async function startProtectedService(wanted: ServiceOptions): Promise<ProtectedService> {
  const port = await freePort();
  const resource = `http://localhost:${port}/mcp`;
  const keyServer = await startJsonServer(json({}));
  const issuer = await FakeIssuer.create(keyServer.url);
  keyServer.respond(json(issuer.jwks));
  const { adapter, prepare } = wanted;
  const running = await launch(serviceModule(wanted, resource, issuer, keyServer), {
    adapter,
    port,
    ...(prepare && { prepare }),
  });
  const token: ProtectedService['token'] = (claims, header) => issuer.token({ aud: resource, ...claims }, header);
  return {
    ...running,
    resource,
    issuer,
    keyServer,
    token,
    ask: (question) => ask(resource, question),
    askWithToken: async (question, claims) => ask(resource, withHeaders(question, bearer(await token(claims)))),
    stop: async () => {
      await running.stop();
      await keyServer.stop();
    },
  };
}

function serviceModule(
  { level = 2, options = {}, verifier = {}, parts = {} }: ServiceOptions,
  resource: string,
  { issuer }: FakeIssuer,
  keyServer: JsonServer,
): DynamicModule {
  const jwt = jwtVerifier({ jwksUri: `${keyServer.url}/jwks`, issuer, audience: resource, ...verifier });
  const auth: AuthValue = level === 1 ? jwt : remoteAuth({ authorizationServers: [issuer], verifier: jwt });
  class ServiceModule {}
  const { imports = [], ...rest } = parts;
  return {
    module: ServiceModule,
    ...rest,
    imports: [McpAuthModule.forRoot({ resource, auth, ...options }), ...imports],
  };
}
