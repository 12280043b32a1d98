import { describe, expect, it } from 'vitest';
import { loginPage } from '../../../../libs/mcp-auth/src/oauth-server/pages/login.page.js';
import { testLook } from '../../../support/page-look.js';

const view = { action: '/login', csrf: 'a-value' };
const passkey = { action: '/login/passkey', options: '{"a":"\\"b"}', scriptUrl: '/login/passkey.js' };

describe('the login page', () => {
  it('has inputs with the names that programs and password managers look for', () => {
    const page = loginPage(view, testLook);
    for (const name of ['username', 'password', 'csrf']) expect(page).toContain(`name="${name}"`);
    expect(page).toContain('autocomplete="current-password"');
  });

  it('keeps what waits, the user name, and who it is for, all escaped (CP-03)', () => {
    const evil = '"><img src=x onerror=1>{{7*7}}';
    const page = loginPage({ ...view, interaction: evil, username: evil, clientName: evil }, testLook);
    expect(page).not.toContain('<img');
    expect(page.match(/&quot;&gt;&lt;img src=x onerror=1&gt;\{\{7\*7\}\}/g)).toHaveLength(3);
  });

  it('has a script, and a form that only the script shows, where there are passkeys', () => {
    expect(loginPage(view, testLook)).not.toContain('<script');
    const page = loginPage({ ...view, passkey }, testLook);
    expect(page).toContain('<script src="/login/passkey.js" defer></script>');
    expect(page).toMatch(/<form[^>]*data-passkey="get"[^>]*hidden/);
  });

  it('tells who has forgotten the password where to turn', () => {
    const byMail = loginPage({ ...view, forgotten: { how: 'link_by_mail', url: '/forgotten' } }, testLook);
    const byHand = loginPage({ ...view, forgotten: { how: 'ask_operator', url: '/forgotten' } }, testLook);
    expect([byMail.includes('href="/forgotten"'), byHand.includes('href="/forgotten"')]).toEqual([true, false]);
    expect(byHand).toContain('The operator of this service can give you a link.');
  });

  it('tells a problem so that a screen reader says it at once', () => {
    const page = loginPage({ ...view, problem: { key: 'login_throttled', values: { seconds: 30 } } }, testLook);
    expect(page).toContain('role="alert">There were too many tries. Wait 30 seconds, and try again.</p>');
  });
});
