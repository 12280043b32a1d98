import { Controller, Get, Injectable, UnauthorizedException, UseGuards } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-jwt';
import { afterEach, describe, expect, it } from 'vitest';
import {
  CurrentPrincipal,
  customVerifier,
  debugVerifier,
  McpAuthGuard,
  McpAuthModule,
  passportStrategyVerifier,
  TokenVerifier,
  type AuthValue,
  type Principal,
  type Verification,
} from 'nestjs-mcp-auth';
import { ask, bearer, statelessCall, withHeaders } from '../../support/http-client.js';
import { adapters, freePort, launch, type Running } from '../../support/launch.js';

@Controller('who')
@UseGuards(McpAuthGuard)
class WhoController {
  @Get()
  who(@CurrentPrincipal() { subject }: Principal) {
    return subject;
  }
}

@Injectable()
class Sessions {
  readonly subjects = new Map([['good', 'alice']]);
}

@Injectable()
class SessionVerifier extends TokenVerifier {
  constructor(private readonly sessions: Sessions) {
    super();
  }

  async verify(token: string): Promise<Verification> {
    const subject = this.sessions.subjects.get(token);
    const own = { clientId: undefined, scopes: [], roles: [], audience: [], tenant: undefined, actor: [], claims: {} };
    return subject === undefined
      ? { ending: 'invalid', reason: 'token_unknown' }
      : { ending: 'principal', principal: { ...own, subject, issuer: 'sessions', expiresAt: 4_000_000_000 } };
  }
}
Reflect.defineMetadata('design:paramtypes', [Sessions], SessionVerifier);

/** A strategy of the application, made by Nest; its token is no JWT, which its extractor makes up for. */
@Injectable()
class ApplicationStrategy extends PassportStrategy(Strategy, 'application') {
  constructor() {
    super({ jwtFromRequest: () => null, secretOrKey: 'never asked for' });
  }

  override authenticate(request: { readonly headers: { readonly authorization?: string } }): void {
    if (request.headers.authorization === 'Bearer good') this.success({ id: 'alice' });
    else if (request.headers.authorization === 'Bearer broken') this.error(new UnauthorizedException('no database'));
    else this.fail(401);
  }

  validate(): undefined {
    return undefined;
  }
}

const exp = 4_000_000_000;
const kinds: readonly (readonly [string, AuthValue])[] = [
  [
    'customVerifier with a function',
    customVerifier({
      verify: (token) => {
        if (token === 'broken') throw new UnauthorizedException('no database');
        return token === 'good' ? { sub: 'alice', iss: 'sessions', exp } : undefined;
      },
    }),
  ],
  [
    'debugVerifier',
    debugVerifier({
      accept: (token) => {
        if (token === 'broken') throw new UnauthorizedException('no database');
        return token === 'good' && { subject: 'alice' };
      },
    }),
  ],
  [
    'passportStrategyVerifier with a provider',
    passportStrategyVerifier({
      strategy: { useExisting: ApplicationStrategy },
      principal: (user: { id: string }) => ({ sub: user.id, iss: 'sessions' }),
    }),
  ],
];

let running: Running | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

async function start(auth: AuthValue, adapter: (typeof adapters)[number]) {
  const port = await freePort();
  const resource = `http://localhost:${port}/mcp`;
  class ServiceModule {}
  running = await launch(
    {
      module: ServiceModule,
      imports: [McpAuthModule.forRoot({ resource, auth })],
      controllers: [WhoController],
      providers: [Sessions, SessionVerifier, ApplicationStrategy],
    },
    { adapter, port },
  );
  const { origin } = running;
  const withToken = (token: string) => ask(`${origin}/who`, { headers: bearer(token) });
  const callWith = (token: string) => ask(resource, withHeaders(statelessCall('tools/list'), bearer(token)));
  return { withToken, callWith };
}

const b401 = 'Bearer error="invalid_token", error_description="The access token is not valid for this server"';

describe.each(adapters)('on %s', (adapter) => {
  it.each(kinds)(
    '%s lets in a good token, gives a bad one B401, and lets nobody in when it breaks',
    async (_, auth) => {
      const { withToken, callWith } = await start(auth, adapter);
      expect(await withToken('good')).toMatchObject({ status: 200, text: 'alice' });
      expect((await callWith('good')).status).toBe(200);
      for (const { status, headers } of [await withToken('bad'), await callWith('bad')]) {
        expect([status, headers['www-authenticate']]).toEqual([401, b401]);
      }
      for (const { status, headers } of [await withToken('broken'), await callWith('broken')]) {
        expect([status, headers['www-authenticate']]).toEqual([500, undefined]);
      }
      expect(running?.log.lines.join('\n')).toMatch(/auth\.(verify|accept|strategy) failed/);
    },
  );

  it('customVerifier takes a provider of the application', async () => {
    const { withToken } = await start(customVerifier({ useExisting: SessionVerifier }), adapter);
    expect(await withToken('good')).toMatchObject({ status: 200, text: 'alice' });
    expect((await withToken('bad')).headers['www-authenticate']).toBe(b401);
  });
});
