import type { INestApplication, ModuleMetadata } from '@nestjs/common';
import { McpAuthModule, type McpAuthOptions } from 'nestjs-mcp-auth';
import {
  MailSender,
  oauthServer,
  UserAdministration,
  type ConfiguredClientOptions,
  type Mail,
  type OAuthServerOptions,
} from 'nestjs-mcp-auth/oauth-server';
import { authorizationQuery, testVerifier } from './authorization.js';
import { ask, type Answer } from './http-client.js';
import { freePort, launch, type Adapter, type Running } from './launch.js';
import { airGapped } from './oauth-service.js';
import { leftFor, PageBrowser, type Page } from './page-browser.js';

export const alicePassword = 'wonderland has a queen';
export const bobPassword = 'a builder of big things';

/** Clients of a test, by where their codes go. */
export const pageClients: readonly ConfiguredClientOptions[] = [
  { clientId: 'cli', name: 'Notepad', redirectUris: ['https://app.test/cb'] },
  { clientId: 'native', name: 'Native', redirectUris: ['http://127.0.0.1/cb'] },
  { clientId: 'private', name: 'Private', redirectUris: ['com.example.app:/cb'] },
];

/** Mails that were sent. */
export class KeptMails extends MailSender {
  readonly mails: Mail[] = [];

  send(mail: Mail): Promise<void> {
    this.mails.push(mail);
    return Promise.resolve();
  }
}

/** A service with our own pages, users and sessions. */
export interface PeopleService extends Running {
  readonly issuer: string;
  readonly resource: string;
  readonly admin: UserAdministration;
  readonly mails: KeptMails;
  readonly alice: string;
  readonly bob: string;
  browser(headers?: Readonly<Record<string, string>>): PageBrowser;
  /** Where a client sends the browser, with changes to a good request. */
  authorizeUrl(changes?: Readonly<Record<string, string | undefined>>): string;
  /** Opens a request that wants consent, whatever was agreed to before, and logs in as alice: the page that comes then. */
  consent(browser: PageBrowser, changes?: Readonly<Record<string, string | undefined>>): Promise<Page>;
  redeem(at: URL, changes?: Readonly<Record<string, string>>): Promise<Answer>;
  refresh(refreshToken: string, clientId?: string): Promise<Answer>;
}

export interface PeopleServiceOptions {
  readonly adapter: Adapter;
  /** Where clients find it, if not at its own port: a gateway, or another replica. */
  readonly publicOrigin?: string;
  readonly server?: Partial<OAuthServerOptions>;
  readonly options?: Partial<McpAuthOptions>;
  /** Modules of further resources. */
  readonly features?: (origin: string) => NonNullable<ModuleMetadata['imports']>;
  readonly parts?: Pick<ModuleMetadata, 'providers' | 'controllers' | 'imports'>;
  readonly prepare?: (app: INestApplication) => void;
}

export async function startPeopleService(wanted: PeopleServiceOptions): Promise<PeopleService> {
  const { adapter, publicOrigin, server = {}, options = {}, features = () => [], parts = {}, prepare } = wanted;
  const port = await freePort();
  const origin = publicOrigin ?? `http://localhost:${port}`;
  const [resource, issuer] = [`${origin}/mcp`, origin + (server.basePath ?? '')];
  const mails = new KeptMails();
  const auth = ourLogin(mails, server);
  const scopes = {
    offered: ['notes:read', 'notes:write'],
    descriptions: { 'notes:read': 'Read your notes', 'notes:write': 'Write notes in your name' },
  };
  class PeopleServiceModule {}
  const { imports = [], ...rest } = parts;
  const root = McpAuthModule.forRoot({ resource, auth, scopes, ...options });
  const module = { module: PeopleServiceModule, ...rest, imports: [root, ...features(origin), ...imports] };
  const running = await launch(module, { adapter, port, ...(prepare && { prepare }) });
  const admin = running.app.get(UserAdministration, { strict: false });
  const alice = await subjectOf(admin, 'alice', alicePassword);
  const bob = await subjectOf(admin, 'bob', bobPassword);
  const tokenEndpoint = `${running.origin}${server.basePath ?? ''}/token`;
  const authorizeUrl: PeopleService['authorizeUrl'] = (changes = {}) =>
    `${issuer}/authorize?${authorizationQuery(changes)}`;
  return {
    ...running,
    issuer,
    resource,
    admin,
    mails,
    alice,
    bob,
    authorizeUrl,
    browser: (headers) => new PageBrowser(origin, headers, running.origin),
    consent: async (browser, changes) =>
      logIn(browser, await browser.open(authorizeUrl({ prompt: 'consent', ...changes }))),
    redeem: (at, changes = {}) => post(tokenEndpoint, { ...codeGrant(at), ...changes }),
    refresh: (token, clientId = 'cli') =>
      post(tokenEndpoint, { grant_type: 'refresh_token', refresh_token: token, client_id: clientId }),
  };
}

function ourLogin(mails: KeptMails, server: Partial<OAuthServerOptions>) {
  return oauthServer({
    dataSource: 'memory',
    clients: pageClients,
    mail: { useValue: mails },
    limits: { perAddressPerMinute: 0, registrationsPerAddressPerMinute: 0 },
    ...(airGapped && { clientMetadataDocuments: 'off' as const }),
    ...server,
  });
}

/** Sends the login page as alice. */
export function logIn(browser: PageBrowser, page: Page, password = alicePassword, username = 'alice'): Promise<Page> {
  return browser.submit(page, { username, password });
}

/** Agrees, and hands out where the browser is sent. */
export async function approve(browser: PageBrowser, page: Page): Promise<URL> {
  return leftFor(await browser.submit(page, { decision: 'approve' }));
}

async function subjectOf(admin: UserAdministration, username: string, password: string): Promise<string> {
  const user = { username, password, email: `${username}@example.test`, roles: username === 'alice' ? ['admin'] : [] };
  return (await admin.save(user)).subject;
}

function codeGrant(at: URL): Readonly<Record<string, string>> {
  const code = at.searchParams.get('code') ?? '';
  const redirect_uri = at.href.slice(0, at.href.indexOf('?'));
  return { grant_type: 'authorization_code', code, redirect_uri, client_id: 'cli', code_verifier: testVerifier };
}

function post(url: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return ask(url, { method: 'POST', headers, body: new URLSearchParams(fields).toString() });
}
