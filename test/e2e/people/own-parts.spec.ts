import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import {
  Login,
  Users,
  type LoginQuestion,
  type LoginVerdict,
  type PasswordLogin,
  type User,
} from 'nestjs-mcp-auth/oauth-server';
import { afterEach, describe, expect, it } from 'vitest';
import { adapters } from '../../support/launch.js';
import { formWith } from '../../support/page-browser.js';
import { approve, logIn, startPeopleService, type PeopleService } from '../../support/people-service.js';

const staff = { subject: 'staff-1', name: 'Zoë', roles: ['clerk'], claims: { department: 'archive' } };

@Injectable()
class StaffUsers extends Users {
  isGone = false;

  find(subject: string): Promise<User | undefined> {
    return Promise.resolve(subject === staff.subject && !this.isGone ? staff : undefined);
  }

  override verifyPassword({ username, password }: PasswordLogin): Promise<User | undefined> {
    return Promise.resolve(username === 'zoe' && password === 'staff' ? staff : undefined);
  }
}

/** The application's own session: a cookie that says who it is. */
@Injectable()
class StaffLogin extends Login {
  identify({ request, returnUrl }: LoginQuestion): Promise<LoginVerdict> {
    const subject = sessionOf(request);
    if (subject === undefined)
      return Promise.resolve({ who: 'nobody', loginUrl: `/staff-login?back=${encodeURIComponent(returnUrl)}` });
    return Promise.resolve({ who: 'user', subject, authenticatedAtMs: Date.now() });
  }
}

function sessionOf({ headers }: IncomingMessage): string | undefined {
  return /staff=([\w-]+)/.exec(headers.cookie ?? '')?.[1];
}

const claimsOf = (token: unknown) =>
  JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

describe.each(adapters)('parts of an application beside our pages, on %s', (adapter) => {
  let service: PeopleService | undefined;
  afterEach(() => service?.stop());

  it('people of its own log in at our login page, and their claims and roles stand in their tokens', async () => {
    service = await startPeopleService({ adapter, server: { users: { useClass: StaffUsers } } });
    const browser = service.browser();
    const login = await browser.open(service.authorizeUrl());
    expect(login.text).not.toMatch(/forgotten|passkey/i);
    const consent = await logIn(browser, login, 'staff', 'zoe');
    expect(consent.text).toContain('You are logged in as Zoë.');
    const tokens = (await service.redeem(await approve(browser, consent))).json();
    expect(claimsOf(tokens['access_token'])).toMatchObject({ sub: 'staff-1', roles: ['clerk'], department: 'archive' });
  });

  it('people of its own see their applications and sessions on the account page, and no passwords of ours', async () => {
    service = await startPeopleService({ adapter, server: { users: { useClass: StaffUsers } } });
    const browser = service.browser();
    const page = await logIn(browser, await browser.open('/login'), 'staff', 'zoe');
    expect(page.text).toContain('Where you are logged in');
    expect(page.text).not.toMatch(/Change the password|authenticator|Add a passkey/);
    const forged = await browser.submit(page, { action: 'set_up_second_factor' }, formWith(page, 'action', 'log_out'));
    expect(forged.status).toBe(404);
  });

  it('people of its own who may no longer come in are out, whatever their browser has', async () => {
    service = await startPeopleService({ adapter, parts: { providers: [StaffUsers] } });
    const browser = service.browser();
    const consent = await logIn(browser, await browser.open(service.authorizeUrl()), 'staff', 'zoe');
    Object.assign(service.app.get(StaffUsers, { strict: false }), { isGone: true });
    expect((await browser.send(consent, { decision: 'approve' })).headers.location).toMatch(/^\/login\?/);
    expect((await browser.open('/account')).url).toContain('/login');
  });

  it('its own login comes before our consent and our account page, which takes applications back', async () => {
    const server = { users: { useClass: StaffUsers }, login: { useClass: StaffLogin } };
    service = await startPeopleService({ adapter, server });
    const browser = service.browser();
    const away = await browser.ask(service.authorizeUrl());
    expect(away.headers.location).toMatch(/^\/staff-login\?back=/);
    browser.cookies.set('staff', 'staff-1');
    const consent = await browser.open(service.authorizeUrl());
    expect(consent.text).not.toContain('Log in as somebody else');
    const tokens = (await service.redeem(await approve(browser, consent))).json();
    const account = await browser.open('/account');
    expect(account.text).toContain('You are logged in as Zoë.');
    await browser.submit(account, {}, formWith(account, 'action', 'revoke'));
    expect((await service.refresh(String(tokens['refresh_token']))).json()['error']).toBe('invalid_grant');
    expect((await browser.open('/login')).status).toBe(404);
  });

  it('its own session that became somebody else’s is asked again, and gives no code to the first one', async () => {
    const server = { users: { useClass: StaffUsers }, login: { useClass: StaffLogin } };
    service = await startPeopleService({ adapter, server });
    const browser = service.browser();
    browser.cookies.set('staff', 'staff-1');
    const consent = await browser.open(service.authorizeUrl());
    browser.cookies.set('staff', 'staff-2');
    const answer = await browser.send(consent, { decision: 'approve' });
    expect([answer.status, answer.headers.location]).toEqual([403, undefined]);
    expect(answer.text).toContain('Somebody else is logged in now than when this page was opened');
    browser.cookies.set('staff', 'staff-1');
    expect((await approve(browser, consent)).searchParams.has('code')).toBe(true);
  });

  it('its own texts, languages, name, colour and pages take the place of ours', async () => {
    service = await startPeopleService({
      adapter,
      server: {
        pages: {
          serviceName: 'The Archive',
          accentColour: '#7a1f5c',
          texts: { en: { login_title: 'Come in' }, fr: { login_title: 'Connexion' } },
          replace: { logout: ({ person }) => `<p>Good bye, ${person}</p>` },
        },
      },
    });
    const english = await service.browser().open('/login');
    expect(english.text).toContain('<h1>Come in</h1>');
    expect(english.text).toContain('The Archive');
    expect(english.text).toContain('#7a1f5c');
    const french = await service.browser({ 'accept-language': 'fr' }).open('/login');
    expect(french.text).toMatch(/lang="fr"[\s\S]*<h1>Connexion<\/h1>[\s\S]*Password/);
    const browser = service.browser();
    await logIn(browser, await browser.open('/login'));
    const logout = await browser.open('/logout');
    expect(logout.text).toBe('<p>Good bye, alice</p>');
    expect(logout.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });

  it('its own routes keep their names where ours stand below a path', async () => {
    service = await startPeopleService({ adapter, server: { basePath: '/oauth' } });
    const browser = service.browser();
    expect((await browser.open('/login')).status).toBe(404);
    const login = await browser.open(service.authorizeUrl());
    expect(new URL(login.url).pathname).toBe('/oauth/login');
    const back = await approve(browser, await logIn(browser, login));
    expect((await service.redeem(back)).status).toBe(200);
    expect((await browser.open('/oauth/account')).text).toContain('Take away from Notepad');
    expect([...browser.cookies.keys()].every((name) => name.includes('_oauth_'))).toBe(true);
  });
});
