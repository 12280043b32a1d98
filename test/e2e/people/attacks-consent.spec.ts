import { randomUUID } from 'node:crypto';
import { McpAuthModule } from 'nestjs-mcp-auth';
import { StoredClients } from 'nestjs-mcp-auth/oauth-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startClientHost, type ClientHost } from '../../support/client-host.js';
import { ask } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { leftFor, type Page, type PageBrowser } from '../../support/page-browser.js';
import { approve, pageClients, startPeopleService, type PeopleService } from '../../support/people-service.js';

const markup = [
  '"><img src=x onerror=1>',
  '</script><script>alert(1)</script>',
  '{{7*7}}${7*7}',
  'javascript:alert(1)',
];
const wanted = { client_id: 'silent', redirect_uri: 'https://app.test/cb' };

class FilesModule {}
const filesAt = (resource: string) => ({
  module: FilesModule,
  imports: [McpAuthModule.forFeature({ resource, scopes: { offered: ['files:read'] } })],
});

describe.each(adapters)('agreeing to what a client wants, on %s', (adapter) => {
  let service: PeopleService;
  let host: ClientHost;
  let second: string;
  beforeAll(async () => {
    host = await startClientHost();
    host.respond(({ url = '' }, response) => {
      const redirect_uris = ['https://app.test/cb', `${host.origin}/cb`, 'http://127.0.0.1/cb'];
      const document = { client_id: host.origin + url, client_name: 'Claude', redirect_uris };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document));
    });
    service = await startPeopleService({
      adapter,
      server: { clients: [...pageClients, { clientId: 'silent', redirectUris: ['https://app.test/cb'] }] },
      features: (origin) => [filesAt((second = `${origin}/files`))],
    });
    host.showTo(service.app);
  });
  afterAll(async () => {
    await service.stop();
    host.stop();
  });

  async function registered(metadata: Readonly<Record<string, unknown>>): Promise<string> {
    const answer = await ask(`${service.issuer}/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ redirect_uris: ['https://app.test/cb'], token_endpoint_auth_method: 'none', ...metadata }),
    });
    return String(answer.json()['client_id']);
  }

  /** Where a browser comes to that has agreed to something before. */
  async function again(browser: PageBrowser, first: Changes, next: Changes = first): Promise<Page> {
    const consent = await service.consent(browser, first);
    await approve(browser, consent);
    return browser.open(service.authorizeUrl(next));
  }
  type Changes = Readonly<Record<string, string | undefined>>;

  describe.each(markup)('%s', (text) => {
    it('is only text where a client has it in its name (CP-03)', async () => {
      const page = await service.consent(service.browser(), { client_id: await registered({ client_name: text }) });
      expect(page.status).toBe(200);
      expect(page.text).not.toMatch(/<img|<script|href="javascript/);
      expect(page.text).toContain(
        text.replaceAll('"', '').replaceAll('<', '&lt;').replaceAll('>', '&gt;').slice(0, 58),
      );
    });

    it.each(['client_uri', 'logo_uri', 'policy_uri', 'tos_uri'])('leads nowhere as %s (CP-03)', async (name) => {
      const clientId = await registered({ client_name: 'Notes', [name]: text });
      const page = await service.consent(service.browser(), { client_id: clientId === 'undefined' ? 'cli' : clientId });
      expect(page.text).not.toContain(text);
      expect(page.text).not.toMatch(/<img|<script|href="(?!\/)/);
    });

    it.each(['state', 'scope', 'login_hint', 'error_description', 'ui_locales', 'nonce'])(
      'comes back on no page as %s of a request (CP-03)',
      async (name) => {
        const browser = service.browser();
        const login = await browser.open(service.authorizeUrl({ prompt: 'consent', [name]: text }));
        expect(login.text).not.toMatch(/<img|<script(?! src)|javascript:|7\*7/);
        const error = await browser.open(service.authorizeUrl({ client_id: text, [name]: text }));
        expect(error.text).not.toMatch(/<img|<script|javascript:|7\*7/);
      },
    );
  });

  it('has no effect on anything but scopes: the rest is that of the request (CP-06)', async () => {
    const browser = service.browser();
    const consent = await service.consent(browser, { scope: 'notes:read' });
    const back = leftFor(
      await browser.submit(consent, {
        decision: 'approve',
        scope: ['notes:read', 'notes:write', 'admin'],
        redirect_uri: 'https://evil.test/cb',
        resource: second,
        client_id: 'native',
        code_challenge: 'x'.repeat(43),
        subject: service.bob,
      }),
    );
    expect(back.origin + back.pathname).toBe('https://app.test/cb');
    const tokens = await service.redeem(back);
    expect([tokens.status, tokens.json()['scope']]).toEqual([200, 'notes:read']);
  });

  it.each([
    ['neither approve nor deny', { decision: 'perhaps' }],
    ['nothing', { decision: undefined }],
  ])('says what is wrong where it is %s', async (_, changes) => {
    const browser = service.browser();
    const consent = await service.consent(browser);
    const answer = await browser.submit(consent, changes);
    expect([answer.status, answer.headers.location]).toEqual([400, undefined]);
    expect(answer.text).toContain('The form lacks something that the page has');
    expect((await approve(browser, consent)).searchParams.has('code')).toBe(true);
  });

  it('is remembered for the same https address of a client that the operator knows', async () => {
    const asked = { ...wanted, scope: 'notes:read' };
    expect(leftFor(await again(service.browser(), asked)).searchParams.has('code')).toBe(true);
  });

  it.each([
    ['one more scope', () => ({ scope: 'notes:read notes:write' })],
    ['another resource', () => ({ scope: 'files:read', resource: second })],
    ['to be asked', () => ({ scope: 'notes:read', prompt: 'consent' })],
  ])('is asked for once more where the client wants %s (CP-07)', async (_, changes) => {
    const clientId = randomUUID();
    const redirectUris = ['https://app.test/cb'];
    await service.app.get(StoredClients, { strict: false }).save({ clientId, name: 'Notes', redirectUris });
    const first = { client_id: clientId, scope: 'notes:read' };
    const page = await again(service.browser(), first, { ...first, ...changes() });
    expect([page.headers.location, page.url.includes('/consent?')]).toEqual([undefined, true]);
    expect(page.text).toContain('Let “Notes” use');
  });

  it.each([
    ['a loopback address', { client_id: 'native', redirect_uri: 'http://127.0.0.1:4711/cb' }, 'nobody can know which'],
    [
      'a private scheme',
      { client_id: 'private', redirect_uri: 'com.example.app:/cb' },
      'nobody can know which program',
    ],
  ])('needs one click more for %s, whatever was agreed to before', async (_, asked, words) => {
    const page = await again(service.browser(), asked);
    expect(page.url).toContain('/consent?');
    expect(page.text).toContain(words);
    expect(page.text).not.toContain('type="checkbox"');
    expect(page.text).toContain('Any program here can pretend to be');
  });

  it('needs one click more for a client that registered itself', async () => {
    const page = await again(service.browser(), { client_id: await registered({ client_name: 'Notes' }) });
    expect(page.text).toContain('this application is not one that the operator chose');
  });

  it('shows where the code goes, who says the name, and what is asked, in words (CP-09)', async () => {
    const browser = service.browser();
    const local = await service.consent(browser, { client_id: 'native', redirect_uri: 'http://127.0.0.1:4711/cb' });
    expect(local.text).toContain('a program on this computer (127.0.0.1:4711)');
    expect(local.text).toContain('Go on only if you have just started this yourself');
    expect(local.text).toContain('Read your notes');
    expect(local.text).toContain(service.resource);
    expect(local.headers['cache-control']).toBe('no-store');
  });

  it.each([
    ['its own host', '/cb', 'The name comes from client.test'],
    ['another host', 'https://app.test/cb', 'Unverified: the name comes from client.test'],
    ['this computer', 'http://127.0.0.1:4711/cb', 'Unverified: the name comes from client.test'],
  ])(
    'says who vouches for a client with a metadata document that wants its code at %s (CP-09)',
    async (_, to, words) => {
      const clientId = `${host.origin}/client`;
      const redirectUri = to.startsWith('/') ? host.origin + to : to;
      const page = await service.consent(service.browser(), { client_id: clientId, redirect_uri: redirectUri });
      expect(page.text).toContain(words);
      expect(page.text).toContain(clientId);
      expect(page.text).toContain(new URL(redirectUri).host);
    },
  );

  it.each([
    ['Cl\u0430ude', 'mixes alphabets'],
    ['claude.ai', 'looks like an address'],
    ['Claude\u3164', 'had invisible characters'],
  ])('warns of a name that misleads: %j', async (name, words) => {
    const page = await service.consent(service.browser(), { client_id: await registered({ client_name: name }) });
    expect(page.text).toContain(`Careful: the name ${words}`);
    expect(page.text).toContain('Unverified: the application says itself that this is its name');
  });

  it('cuts a name that runs over the page', async () => {
    const page = await service.consent(service.browser(), {
      client_id: await registered({ client_name: 'Long '.repeat(40) }),
    });
    expect(page.text).not.toContain('Long '.repeat(13));
    expect(page.text).toContain('…');
  });
});
