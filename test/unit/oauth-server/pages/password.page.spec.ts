import { describe, expect, it } from 'vitest';
import {
  passwordForgottenPage,
  passwordLinkPage,
} from '../../../../libs/mcp-auth/src/oauth-server/pages/password.page.js';
import { testLook } from '../../../support/page-look.js';

describe('the page that sets a password', () => {
  it('says for whom, how long it has to be, and lets password managers do it', () => {
    const view = { action: '/login/link', csrf: 'c', link: 'l', username: 'a<b>', minLength: 15 };
    const page = passwordLinkPage(view, testLook);
    expect(page).toContain('a&lt;b&gt;');
    expect(page).toContain('At least 15 characters');
    expect(page).toContain('autocomplete="new-password"');
  });
});

describe('the page for a forgotten password', () => {
  it('says the same whether there is such an account or not', () => {
    const page = passwordForgottenPage({ action: '/f', csrf: 'c', loginUrl: '/login', state: 'sent' }, testLook);
    expect(page).toContain('If there is such an account with a mail address, a link is on its way.');
    expect(page).not.toContain('<form');
  });

  it('asks for a user name', () => {
    const page = passwordForgottenPage({ action: '/f', csrf: 'c', loginUrl: '/login', state: 'asking' }, testLook);
    expect(page).toContain('name="username"');
  });
});
