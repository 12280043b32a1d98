import { describe, expect, it } from 'vitest';
import { accountPage, type AccountPageView } from '../../../../libs/mcp-auth/src/oauth-server/pages/account.page.js';
import { testLook } from '../../../support/page-look.js';

const offer = { action: '/account', options: '{}', scriptUrl: '/login/passkey.js' };
const view: AccountPageView = {
  action: '/account',
  csrf: 'a-value',
  person: 'Alice',
  username: 'alice',
  applications: [
    {
      clientId: 'an-id',
      name: { text: 'Notepad', doubts: [] },
      scopes: ['Read your notes', 'See prices'],
      allowedAtMs: Date.UTC(2026, 0, 2, 3, 4),
      lastUsedAtMs: Date.UTC(2026, 5, 6, 7, 8),
    },
  ],
  sessions: [
    { digest: 'd1', browser: 'Firefox, Linux', lastSeenAtMs: Date.UTC(2026, 5, 6), isThisOne: true },
    { digest: 'd2', browser: undefined, lastSeenAtMs: Date.UTC(2026, 5, 5), isThisOne: false },
  ],
  credentials: { secondFactor: undefined, minPasswordLength: 15, passkeys: { offer, list: [] } },
};
const pageOf = (changes: Partial<AccountPageView> = {}) => accountPage({ ...view, ...changes }, testLook);
const actionsOf = (page: string) =>
  [...page.matchAll(/name="action" value="(\w+)"/g)]
    .map(([, name = '']) => name)
    .toSorted((a, b) => a.localeCompare(b));

describe('the account page', () => {
  it('shows what applications may do, since when, and when they last did (with the zone of the time)', () => {
    const page = pageOf();
    for (const words of ['Notepad', 'Read your notes; See prices', 'Jan 2, 2026, 3:04', 'Jun 6, 2026, 7:08', 'UTC'])
      expect(page.replaceAll('\u202f', ' ')).toContain(words);
  });

  it('has one form for each thing that can be done', () => {
    expect(actionsOf(pageOf())).toEqual([
      'add_passkey',
      'change_password',
      'end_session',
      'log_out',
      'log_out_everywhere',
      'revoke',
      'set_up_second_factor',
    ]);
  });

  it('lets who has a second factor make new recovery codes, or do without it', () => {
    const page = pageOf({
      credentials: { secondFactor: { recoveryCodesLeft: 3 }, minPasswordLength: 15, passkeys: undefined },
    });
    expect(page).toContain('Recovery codes left: 3');
    expect(actionsOf(page)).toEqual(expect.arrayContaining(['remove_second_factor', 'renew_recovery_codes']));
  });

  it('shows no passwords and passkeys where people are the application’s own', () => {
    const page = pageOf({ credentials: undefined });
    expect(page).not.toContain('type="password"');
    expect(page).not.toContain('<script');
  });

  it('does not end the session in which it is looked at by mistake: that is what logging out is for', () => {
    expect(pageOf()).not.toContain('value="d1"');
  });

  it('writes nothing unescaped that others chose (CP-03)', () => {
    const evil = '"><img src=x onerror=1>';
    const page = pageOf({
      person: evil,
      applications: [
        { clientId: evil, name: { text: evil, doubts: [] }, scopes: [evil], allowedAtMs: 0, lastUsedAtMs: undefined },
      ],
      sessions: [{ digest: evil, browser: evil, lastSeenAtMs: 0, isThisOne: false }],
      credentials: {
        secondFactor: undefined,
        minPasswordLength: 15,
        passkeys: { offer, list: [{ credentialId: evil, label: evil, createdAtMs: 0 }] },
      },
    });
    expect(page).not.toContain('<img');
  });
});
