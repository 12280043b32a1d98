import { describe, expect, it } from 'vitest';
import { logoutPage } from '../../../../libs/mcp-auth/src/oauth-server/pages/logout.page.js';
import { testLook } from '../../../support/page-look.js';

describe('the logout page', () => {
  it('asks who is logged in, by a form that only this server makes', () => {
    const page = logoutPage({ action: '/logout', csrf: 'c', person: '<Alice>' }, testLook);
    expect(page).toContain('You are logged in as &lt;Alice&gt;.');
    expect(page).toContain('<input type="hidden" name="csrf" value="c" />');
  });
});
