import type { IncomingMessage } from 'node:http';
import type { INestApplication, ModuleMetadata } from '@nestjs/common';
import { McpAuthModule, multiAuth, type AuthValue, type McpAuthOptions } from 'nestjs-mcp-auth';
import {
  ConsentPrompt,
  Login,
  oauthServer,
  Users,
  type ConsentAnswer,
  type ConsentQuestion,
  type LoginQuestion,
  type LoginVerdict,
  type OAuthServerOptions,
  type User,
} from 'nestjs-mcp-auth/oauth-server';
import { freePort, launch, type Adapter, type Running } from './launch.js';

/** Whether the suite runs as on a host without a network, where documents of clients are off. */
export const airGapped = process.env['AIR_GAP'] === '1';

/** People of a test. */
export class TestUsers extends Users {
  readonly known = new Map<string, User>([
    ['alice', { subject: 'alice', roles: ['admin'] }],
    ['bob', { subject: 'bob' }],
  ]);

  find(subject: string): Promise<User | undefined> {
    return Promise.resolve(this.known.get(subject));
  }
}

/** Whoever the header `x-test-user` names is logged in; without it, whom the test says. */
export class TestLogin extends Login {
  subject: string | undefined = 'alice';

  identify({ request }: LoginQuestion): Promise<LoginVerdict> {
    const subject = userOf(request) ?? this.subject;
    if (subject === undefined || subject === 'nobody') return Promise.resolve({ who: 'nobody' });
    return Promise.resolve({ who: 'user', subject, authenticatedAtMs: Date.now() });
  }
}

function userOf({ headers }: IncomingMessage): string | undefined {
  return [headers['x-test-user'] ?? []].flat()[0];
}

/** Agrees to everything, unless the test says otherwise. */
export class TestConsent extends ConsentPrompt {
  readonly questions: ConsentQuestion[] = [];
  answer: (question: ConsentQuestion) => ConsentAnswer = ({ authorization: { scopes } }) => ({
    answer: 'approved',
    scopes,
  });

  ask(question: ConsentQuestion): Promise<ConsentAnswer> {
    this.questions.push(question);
    return Promise.resolve(this.answer(question));
  }
}

/** A service that is its own authorization server. */
export interface OAuthService extends Running {
  readonly resource: string;
  readonly issuer: string;
  readonly users: TestUsers;
  readonly login: TestLogin;
  readonly consent: TestConsent;
}

export interface OAuthServiceOptions {
  readonly adapter: Adapter;
  /** The service that this one is a replica of: it has the same public URL, and is reached at its own port. */
  readonly replicaOf?: OAuthService;
  readonly server?: Partial<OAuthServerOptions>;
  readonly options?: Partial<McpAuthOptions>;
  /** Whose tokens are good besides those of this server. */
  readonly beside?: readonly AuthValue[];
  readonly parts?: Pick<ModuleMetadata, 'controllers' | 'providers' | 'imports'>;
  readonly prepare?: (app: INestApplication) => void;
}

export async function startOAuthService(wanted: OAuthServiceOptions): Promise<OAuthService> {
  const port = await freePort();
  const { adapter, replicaOf, server = {}, options = {}, parts = {}, prepare } = wanted;
  const origin = replicaOf === undefined ? `http://localhost:${port}` : new URL(replicaOf.resource).origin;
  const resource = `${origin}/mcp`;
  const [users, login, consent] = [new TestUsers(), new TestLogin(), new TestConsent()];
  const own = oauthServer({
    dataSource: 'memory',
    users: { useValue: users },
    login: { useValue: login },
    consent: { useValue: consent },
    limits: { perAddressPerMinute: 0, registrationsPerAddressPerMinute: 0 },
    ...(airGapped && { clientMetadataDocuments: 'off' as const }),
    ...server,
  });
  const auth = withOthers(own, wanted);
  class OAuthServiceModule {}
  const { imports = [], ...rest } = parts;
  const root = McpAuthModule.forRoot({ resource, auth, ...options });
  const module = { module: OAuthServiceModule, ...rest, imports: [root, ...imports] };
  const running = await launch(module, { adapter, port, ...(prepare && { prepare }) });
  return { ...running, resource, issuer: origin + (server.basePath ?? ''), users, login, consent };
}

function withOthers(own: AuthValue, { beside = [] }: OAuthServiceOptions): AuthValue {
  return beside.length === 0 ? own : multiAuth([own, ...beside]);
}
