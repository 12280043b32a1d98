import { randomBytes, randomUUID } from 'node:crypto';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import type { AuditEventName, AuditEvents } from '../../libs/mcp-auth/src/core/audit/audit-events.js';
import { AuditTrail } from '../../libs/mcp-auth/src/core/audit/audit-trail.js';
import { Randomness } from '../../libs/mcp-auth/src/core/randomness.js';
import { ServedResources } from '../../libs/mcp-auth/src/core/served-resources.js';
import { digestOf } from '../../libs/mcp-auth/src/core/secret-digest.js';
import { AuthorizationCodeGrant } from '../../libs/mcp-auth/src/oauth-server/grants/authorization-code.grant.js';
import { ClientCredentialsGrant } from '../../libs/mcp-auth/src/oauth-server/grants/client-credentials.grant.js';
import { FamilyAccess } from '../../libs/mcp-auth/src/oauth-server/grants/family-access.js';
import { FirstTokens } from '../../libs/mcp-auth/src/oauth-server/grants/first-tokens.js';
import { RefreshTokenGrant } from '../../libs/mcp-auth/src/oauth-server/grants/refresh-token.grant.js';
import { Users, type User } from '../../libs/mcp-auth/src/oauth-server/login/users.js';
import type { Client } from '../../libs/mcp-auth/src/oauth-server/model/client.js';
import type { TokenFamily } from '../../libs/mcp-auth/src/oauth-server/model/token-family.js';
import { MemoryStore } from '../../libs/mcp-auth/src/oauth-server/persistence/memory/memory-store.js';
import type { Store } from '../../libs/mcp-auth/src/oauth-server/repositories/store.js';
import { Parameters } from '../../libs/mcp-auth/src/oauth-server/requests/parameters.js';
import { readTokenRequest } from '../../libs/mcp-auth/src/oauth-server/requests/token.request.js';
import { RevocationFeed } from '../../libs/mcp-auth/src/oauth-server/revocations/revocation-feed.js';
import { AccessTokenIssuer } from '../../libs/mcp-auth/src/oauth-server/tokens/access-token.issuer.js';
import { FamilyEnd } from '../../libs/mcp-auth/src/oauth-server/tokens/family-end.js';
import type { IssuedTokens } from '../../libs/mcp-auth/src/oauth-server/tokens/issued-tokens.js';
import { Succession } from '../../libs/mcp-auth/src/oauth-server/tokens/succession.js';
import type { TokenSettings } from '../../libs/mcp-auth/src/oauth-server/tokens/token.settings.js';
import { NoRevocationBroadcast } from '../../libs/mcp-auth/src/replication/no.revocation-broadcast.js';
import { testClient, testResources, testVerifier } from './authorization.js';
import { testFamily } from './token-family.js';

export class RealRandomness extends Randomness {
  identifier(): string {
    return randomUUID();
  }

  bytes(count: number): Buffer {
    return randomBytes(count);
  }
}

/** Every event that was recorded. */
export class AuditRecord extends AuditTrail {
  readonly events: { readonly name: AuditEventName; readonly event: object }[] = [];

  hears(): boolean {
    return true;
  }

  record<Name extends AuditEventName>(name: Name, event: AuditEvents[Name]): void {
    this.events.push({ name, event });
  }

  named(name: AuditEventName): readonly object[] {
    return this.events.filter((one) => one.name === name).map(({ event }) => event);
  }
}

class FixedResources extends ServedResources {
  list() {
    return testResources;
  }
}

class MapUsers extends Users {
  readonly known = new Map<string, User>([['alice', { subject: 'alice' }]]);

  find(subject: string): Promise<User | undefined> {
    return Promise.resolve(this.known.get(subject));
  }
}

const settings: TokenSettings = {
  issuer: 'https://api.test',
  accessTokenFormat: 'opaque',
  accessTokenTtlSeconds: 900,
  refreshTokenIdleSeconds: 30 * 86_400,
  refreshTokenAbsoluteSeconds: 90 * 86_400,
  refreshOverlapSeconds: 30,
  introspectionJwt: 'off',
};

/** The grants, without Nest and, unless a store is given, without a database. */
export class TokenEngine {
  readonly store: Store;
  readonly clock = new FrozenClock();
  readonly audit = new AuditRecord();
  readonly users = new MapUsers();
  readonly code: AuthorizationCodeGrant;
  readonly refresh: RefreshTokenGrant;
  readonly machine: ClientCredentialsGrant;
  readonly revocations: RevocationFeed;
  private readonly randomness = new RealRandomness();

  constructor(store?: Store, changes: Partial<TokenSettings> = {}) {
    this.store = store ?? new MemoryStore(this.clock);
    const tokenSettings = { ...settings, ...changes };
    const signer = { start: noSigner, maintain: noSigner, currentKey: noSigner, sign: noSigner, publicKeys: noSigner };
    this.revocations = new RevocationFeed(
      { onFeedLost: 'serve', tokenLifeSeconds: tokenSettings.accessTokenTtlSeconds },
      this.store,
      new NoRevocationBroadcast(),
      this.clock,
    );
    const issuer = new AccessTokenIssuer(tokenSettings, signer, this.store, this.clock, this.randomness);
    const resources = new FixedResources();
    const access = new FamilyAccess(resources, this.users, issuer);
    const end = new FamilyEnd(this.store, this.revocations, this.clock, this.audit);
    const first = new FirstTokens(tokenSettings, access, this.clock, this.randomness);
    const succession = new Succession(tokenSettings, this.clock, this.randomness);
    this.code = new AuthorizationCodeGrant(this.store, first, end, this.clock);
    this.refresh = new RefreshTokenGrant(this.store, access, succession, end, this.clock);
    this.machine = new ClientCredentialsGrant(resources, this.users, issuer);
  }

  /** A family whose code, with this text, waits to be redeemed. */
  async begin(code: string, changes: Partial<TokenFamily> = {}): Promise<TokenFamily> {
    const family = testFamily(changes);
    const expiresAtMs = this.clock.nowMs() + 60_000;
    const begun = {
      ...family,
      code: { ...family.code, digest: digestOf(code), expiresAtMs },
      purgeableAtMs: expiresAtMs,
    };
    await this.store.families.begin(begun);
    return begun;
  }

  redeem(
    code: string,
    changes: Readonly<Record<string, string>> = {},
    client: Partial<Client> = {},
  ): Promise<IssuedTokens> {
    const good = { grant_type: 'authorization_code', redirect_uri: 'https://app.test/cb', code_verifier: testVerifier };
    return this.code.redeem(requestOf({ ...good, code, ...changes }), { ...testClient, ...client });
  }

  rotate(
    token: string,
    changes: Readonly<Record<string, string>> = {},
    client: Partial<Client> = {},
  ): Promise<IssuedTokens> {
    const request = requestOf({ grant_type: 'refresh_token', refresh_token: token, ...changes });
    return this.refresh.redeem(request, { ...testClient, ...client });
  }

  actAlone(changes: Readonly<Record<string, string>> = {}, client: Partial<Client> = {}): Promise<IssuedTokens> {
    const machine = { clientId: 'machine', authenticationMethod: 'client_secret_basic' } as const;
    return this.machine.redeem(requestOf({ grant_type: 'client_credentials', ...changes }), {
      ...testClient,
      ...machine,
      ...client,
    });
  }

  /** The refresh token of a login that was just made. */
  async loggedIn(): Promise<{ readonly family: TokenFamily; readonly refreshToken: string }> {
    const code = randomUUID();
    const family = await this.begin(code);
    const { refreshToken = '' } = await this.redeem(code);
    return { family, refreshToken };
  }
}

function requestOf(parameters: Readonly<Record<string, string>>) {
  return readTokenRequest(Parameters.parse(new URLSearchParams(parameters).toString()), { correlationId: 'test' });
}

function noSigner(): never {
  throw new Error('Opaque tokens are not signed');
}
