import { createPublicKey } from 'node:crypto';
import { ExtractJwt, Strategy as JwtStrategy } from 'passport-jwt';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeIssuer, FrozenClock } from 'nestjs-mcp-auth/testing';
import type { PassportStrategy } from '../../../libs/mcp-auth/src/passport/passport-strategy.options.js';
import { PassportStrategyVerifier } from '../../../libs/mcp-auth/src/passport/passport-strategy.verifier.js';

const clock = new FrozenClock(Date.now());
const nowSeconds = Math.floor(clock.nowMs() / 1000);
const resource = 'https://api.example.com/mcp';

interface Actions {
  success(user: unknown, info?: unknown): void;
  fail(challenge?: unknown, status?: number): void;
  error(error: unknown): void;
  pass(): void;
  redirect(url: string): void;
}
interface SeenRequest {
  readonly headers: Readonly<Record<string, string>>;
  get(name: string): string | undefined;
  header(name: string): string | undefined;
}

/** A strategy in the form that all of Passport's have. */
class TestStrategy {
  constructor(private readonly run: (actions: Actions, request: SeenRequest) => unknown) {}

  authenticate(this: TestStrategy & Actions, request: SeenRequest): unknown {
    return this.run(this, request);
  }
}

const claimsOf = (user: unknown): Record<string, unknown> => ({ sub: user, iss: 'sessions' });
function verifierOf(
  run: (actions: Actions, request: SeenRequest) => unknown,
  principal: (user: unknown, info: unknown) => unknown = claimsOf,
) {
  const strategy = new TestStrategy(run) as unknown as PassportStrategy;
  const principalOf = principal as () => undefined;
  const rules = { issuers: [], audiences: [resource] };
  return new PassportStrategyVerifier(() => strategy, principalOf, rules, clock, 'auth');
}

afterEach(() => {
  vi.useRealTimers();
});

describe('a strategy of Passport', () => {
  it('says who calls, and the application what its claims are', async () => {
    const claims = { sub: 'alice', iss: 'sessions', exp: nowSeconds + 60, scope: 'a b', roles: ['editor'] };
    const seen: unknown[] = [];
    const verifier = verifierOf(
      ({ success }) => success('user', 'info'),
      (...parameters) => {
        seen.push(...parameters);
        return Promise.resolve(claims);
      },
    );
    expect(await verifier.verify('t')).toMatchObject({
      ending: 'principal',
      principal: {
        subject: 'alice',
        issuer: 'sessions',
        expiresAt: nowSeconds + 60,
        scopes: ['a', 'b'],
        roles: ['editor'],
      },
    });
    expect(seen).toEqual(['user', 'info']);
  });

  it('sees an Authorization header and nothing else of the request', async () => {
    let seen: SeenRequest | undefined;
    await verifierOf(({ fail }, request) => {
      seen = request;
      fail();
    }).verify('the-token');
    expect(Object.keys(seen ?? {})).toEqual(['headers', 'get', 'header']);
    expect(seen?.headers).toEqual({ authorization: 'Bearer the-token' });
    expect([seen?.get('Authorization'), seen?.header('authorization'), seen?.get('cookie')]).toEqual([
      'Bearer the-token',
      'Bearer the-token',
      undefined,
    ]);
  });

  it('keeps requests of the same moment apart, and stays as it was', async () => {
    const strategy = new TestStrategy(({ success }, { headers }) => {
      setTimeout(() => success(headers['authorization']), headers['authorization'] === 'Bearer first' ? 20 : 1);
    });
    const given = strategy as unknown as PassportStrategy;
    const rules = { issuers: [], audiences: [] };
    const verifier = new PassportStrategyVerifier(() => given, claimsOf, rules, clock, 'auth');
    expect(await Promise.all([verifier.verify('first'), verifier.verify('second')])).toMatchObject([
      { principal: { subject: 'Bearer first' } },
      { principal: { subject: 'Bearer second' } },
    ]);
    expect(Object.keys(strategy)).toEqual(['run']);
  });

  it('lets streams last an hour where it knows no end', async () => {
    const verifier = verifierOf(({ success }) => success('alice'));
    expect(await verifier.verify('t')).toMatchObject({ principal: { expiresAt: nowSeconds + 3_600 } });
  });

  it.each([
    ['token_expired', { exp: nowSeconds }],
    ['lifetime_claim_invalid', { exp: null }],
    ['subject_missing', { sub: undefined }],
    ['issuer_not_accepted', { iss: undefined }],
    ['audience_not_accepted', { aud: 'other' }],
  ])('is not believed in everything: %s', async (reason, changes) => {
    const verifier = verifierOf(
      ({ success }) => success('alice'),
      (user) => ({ ...claimsOf(user), ...changes }),
    );
    expect(await verifier.verify('t')).toMatchObject({ ending: 'invalid', reason });
  });

  it.each([
    ({ fail }: Actions) => fail(),
    ({ fail }: Actions) => fail('Bearer realm="x"', 403),
    ({ fail }: Actions) => fail(new Error('jwt malformed')),
  ])('that fails means a bad token: %#', async (run) => {
    expect(await verifierOf(run).verify('t')).toEqual({ ending: 'invalid', reason: 'token_unknown' });
  });

  it('lets nobody in whom the application does not know', async () => {
    const verifier = verifierOf(
      ({ success }) => success('alice'),
      () => undefined,
    );
    expect(await verifier.verify('t')).toEqual({ ending: 'invalid', reason: 'token_unknown' });
  });

  it.each([
    ({ fail, success }: Actions) => {
      fail();
      success('alice');
    },
    async ({ fail, success }: Actions) => {
      await Promise.resolve();
      fail();
      await Promise.resolve();
      success('alice');
    },
  ])('has one answer, the first: %#', async (run) => {
    expect(await verifierOf(run).verify('t')).toMatchObject({ ending: 'invalid' });
  });

  it.each([
    ({ error }: Actions) => error(new Error('no database')),
    () => {
      throw new Error('no database');
    },
    () => Promise.reject(new Error('no database')),
    ({ pass }: Actions) => pass(),
    ({ redirect }: Actions) => redirect('/login'),
  ])('that breaks, or wants a page, is a fault of the application: %#', async (run) => {
    await expect(verifierOf(run).verify('t')).rejects.toMatchObject({
      name: 'HookError',
      message: 'auth.strategy failed',
      cause: { message: expect.stringMatching(/no database|called (pass|redirect)\(\)/) },
    });
  });

  it.each([
    () => {
      throw new Error('no such user');
    },
    () => null,
    () => 'alice',
    () => ['alice'],
  ])('lets nobody in where the application says nothing of use: %#', async (principal) => {
    const verifier = verifierOf(({ success }) => success('alice'), principal);
    await expect(verifier.verify('t')).rejects.toThrow('auth.principal failed');
  });

  it('that never answers is told from a bad token', async () => {
    vi.useFakeTimers();
    const verification = verifierOf(() => undefined).verify('t');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await verification).toMatchObject({
      ending: 'unavailable',
      reason: 'verifier_unreachable',
      retryAfterSeconds: 3,
    });
  });

  it('may be one of passport-jwt, with its own callback', async () => {
    const issuer = await FakeIssuer.create('https://idp.example.com', 'RS256');
    const [jwk] = issuer.jwks.keys;
    const key = createPublicKey({ key: jwk as never, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    const strategy = new JwtStrategy(
      {
        jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
        secretOrKey: key,
        issuer: issuer.issuer,
        algorithms: ['RS256'],
      },
      (payload: { sub: string }, done: (error: unknown, user?: unknown) => void) => done(null, payload.sub),
    );
    const rules = { issuers: [], audiences: [] };
    const verifier = new PassportStrategyVerifier(() => strategy, claimsOf, rules, clock, 'auth');
    expect(await verifier.verify(await issuer.token({ aud: resource }))).toMatchObject({
      principal: { subject: 'alice' },
    });
    expect(await verifier.verify(await issuer.token({ iss: 'https://evil.test' }))).toMatchObject({
      reason: 'token_unknown',
    });
  });
});
