import { Controller, Get, Inject, Injectable, Module, type Provider } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import { Test } from '@nestjs/testing';
import { afterEach, describe, expect, it } from 'vitest';
import {
  AuthSettings,
  defineAuth,
  jwtVerifier,
  McpAuthModule,
  remoteAuth,
  TokenVerifier,
  type AuthKind,
  type McpAuthAsyncOptions,
  type McpAuthOptions,
  type Verification,
} from 'nestjs-mcp-auth';
import { FakeIssuer } from 'nestjs-mcp-auth/testing';
import { ask, bearer, statelessCall, withHeaders } from '../../support/http-client.js';
import { json, startJsonServer } from '../../support/json-server.js';
import { adapters, freePort, launch, LogLines, type Running } from '../../support/launch.js';
import { WhoamiTools } from '../../support/whoami.tool.js';

const whoami = statelessCall('tools/call', { name: 'whoami', arguments: {} });
let running: Running | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

/** Configuration that arrives late, as from a vault. */
const lateConfig = (values: Readonly<Record<string, string>>) =>
  ConfigModule.forRoot({
    isGlobal: true,
    ignoreEnvFile: true,
    load: [() => new Promise<Record<string, string>>((resolve) => setImmediate(() => resolve({ ...values })))],
  });

async function startAsync(adapter: (typeof adapters)[number], level: 1 | 2) {
  const port = await freePort();
  const resource = `http://localhost:${port}/mcp`;
  const keyServer = await startJsonServer(json({}));
  const issuer = await FakeIssuer.create(keyServer.url);
  keyServer.respond(json(issuer.jwks));
  const verifier = (config: ConfigService) =>
    jwtVerifier({ jwksUri: config.getOrThrow('ISSUER'), issuer: config.getOrThrow('ISSUER'), audience: resource });
  const auth = {
    1: { auth: jwtVerifier, make: verifier },
    2: {
      auth: remoteAuth,
      make: (config: ConfigService) =>
        remoteAuth({ authorizationServers: [config.getOrThrow('ISSUER')], verifier: verifier(config) }),
    },
  }[level];
  const options: McpAuthAsyncOptions = {
    auth: auth.auth,
    inject: [ConfigService],
    useFactory: (config: ConfigService) => ({ resource: config.getOrThrow('RESOURCE'), auth: auth.make(config) }),
  };
  class AsyncModule {}
  const module = {
    module: AsyncModule,
    imports: [McpAuthModule.forRootAsync(options), lateConfig({ RESOURCE: resource, ISSUER: issuer.issuer })],
    providers: [WhoamiTools],
  };
  running = await launch(module, { adapter, port });
  const token = await issuer.token({ aud: resource });
  return { resource, token, origin: running.origin, stop: () => keyServer.stop() };
}

describe.each(adapters)('forRootAsync on %s', (adapter) => {
  it.each([1, 2] as const)('takes level %s from a ConfigService that resolves late', async (level) => {
    const { resource, token, origin, stop } = await startAsync(adapter, level);
    expect((await ask(resource, withHeaders(whoami, bearer(token)))).status).toBe(200);
    const metadata = await ask(`${origin}/.well-known/oauth-protected-resource/mcp`);
    expect(metadata.status).toBe(level === 1 ? 404 : 200);
    await stop();
  });
});

describe('a start with wrong options', () => {
  const start = (options: Parameters<typeof McpAuthModule.forRootAsync>[0]) =>
    Test.createTestingModule({ imports: [McpAuthModule.forRootAsync(options)] })
      .setLogger(new LogLines())
      .compile();
  const issuer = 'https://idp.example.com';
  const verifier = jwtVerifier({ jwksUri: `${issuer}/jwks`, issuer, audience: 'https://api.example.com/mcp' });
  const good: McpAuthOptions = { resource: 'https://api.example.com/mcp', auth: verifier };

  it('is refused when the factory returns another kind than the static one', async () => {
    await expect(start({ auth: remoteAuth, useFactory: () => good })).rejects.toThrow(
      'auth: forRootAsync was given "remote" beside useFactory, which returned "jwt"',
    );
  });

  it('is refused when the resource is not at the static path', async () => {
    await expect(start({ auth: jwtVerifier, path: '/other', useFactory: () => good })).rejects.toThrow(
      'resource: its path "/mcp" differs from "/other", given beside useFactory (default "/mcp")',
    );
  });

  it('tells every problem of every part in one error', async () => {
    const faulty = {
      resource: 'http://api.example.com/mcp',
      auth: jwtVerifier({ jwksUri: 'http://a.example', issuer: 'http://b.example' }),
      allowedOrigins: ['*'],
      server: { name: '' },
      unknown: true,
    } as unknown as McpAuthOptions;
    const error: unknown = await start({ auth: jwtVerifier, useFactory: () => faulty }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ name: 'ConfigurationError' });
    const paths = (error as { problems: readonly { path: string }[] }).problems.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'server.version',
        'auth.jwksUri',
        'auth.issuer',
        'auth.audience',
        'resource',
        'allowedOrigins.0',
        'options',
      ]),
    );
  });

  it('needs an auth value that is one', () => {
    const options = { resource: 'https://api.example.com/mcp', auth: undefined } as unknown as McpAuthOptions;
    expect(() => McpAuthModule.forRoot(options)).toThrow('auth: is missing');
  });

  it.each([
    [{ ...good, auth: jwtVerifier }, 'auth: is the factory itself; call it with its options'],
    [
      { ...good, auth: Reflect.apply(jwtVerifier, undefined, []) },
      'auth.issuer (MCP_AUTH_JWT_ISSUER): is missing; it is the exact `iss` of the tokens',
    ],
    [{ ...good, transport: 'sse' }, 'transport: must be "streamable-http" or "none", not "sse"'],
    [undefined, 'which returned nothing'],
  ])('says what is wrong: %#', async (options, message) => {
    const useFactory = () => options as unknown as McpAuthOptions;
    await expect(start({ auth: jwtVerifier, useFactory })).rejects.toThrow(message);
  });

  it('is refused when the module is imported twice', async () => {
    const imports = [
      McpAuthModule.forRoot(good),
      McpAuthModule.forRoot({ ...good, server: { name: 'b', version: '1' } }),
    ];
    const module = await Test.createTestingModule({ imports }).setLogger(new LogLines()).compile();
    await expect(module.init()).rejects.toThrow(
      'McpAuthModule.forRoot is imported 2 times; a further resource is McpAuthModule.forFeature',
    );
  });
});

/** A kind from outside: it brings a controller and a provider, and verifies tokens in its own way. */
interface GreetingSettings {
  readonly word: string;
}

@Controller('greeting')
class GreetingController {
  constructor(@Inject(AuthSettings) private readonly settings: GreetingSettings) {}

  @Get()
  greet() {
    return { greeting: this.settings.word };
  }
}

@Injectable()
class GreetingVerifier extends TokenVerifier {
  constructor(@Inject(AuthSettings) private readonly settings: GreetingSettings) {
    super();
  }

  verify(token: string): Promise<Verification> {
    if (token !== this.settings.word) return Promise.resolve({ ending: 'invalid', reason: 'token_malformed' });
    const principal = {
      subject: 'greeter',
      issuer: 'https://greetings.example',
      clientId: undefined,
      scopes: [],
      roles: [],
      audience: [],
      expiresAt: 4_000_000_000,
      claims: {},
      tenant: undefined,
      actor: [],
    };
    return Promise.resolve({ ending: 'principal', principal });
  }
}

const greetingKind: AuthKind<GreetingSettings, GreetingSettings> = {
  name: 'greeting',
  resourceMetadata: 'none',
  issuersOf: () => [],
  resolve: (options) =>
    options.word === ''
      ? { ok: false, problems: [{ path: 'auth.word', message: 'must not be empty' }] }
      : { ok: true, settings: options },
  plugIn: () => ({
    fixedPaths: ['/greeting'],
    controllers: [GreetingController],
    providers: [{ provide: TokenVerifier, useClass: GreetingVerifier } satisfies Provider],
  }),
};
const greeting = defineAuth<GreetingSettings, AuthKind<GreetingSettings>>(greetingKind);

describe.each(adapters)('a kind that the root module has never heard of, on %s', (adapter) => {
  it('brings its controller and its verifier, with options that resolve late', async () => {
    const port = await freePort();
    const resource = `http://localhost:${port}/mcp`;
    @Module({
      imports: [
        McpAuthModule.forRootAsync({
          auth: greeting,
          inject: [ConfigService],
          useFactory: (config: ConfigService) => ({ resource, auth: greeting({ word: config.getOrThrow('WORD') }) }),
        }),
        lateConfig({ WORD: 'hello' }),
      ],
      providers: [WhoamiTools],
    })
    class GreetingModule {}
    running = await launch(GreetingModule, { adapter, port, prepare: (app) => app.setGlobalPrefix('api') });
    expect((await ask(`${running.origin}/greeting`)).json()).toEqual({ greeting: 'hello' });
    expect((await ask(resource, withHeaders(whoami, bearer('hello')))).text).toContain('greeter');
    expect((await ask(resource, withHeaders(whoami, bearer('bye')))).status).toBe(401);
  });
});
