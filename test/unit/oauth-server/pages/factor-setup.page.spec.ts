import { describe, expect, it } from 'vitest';
import {
  factorSetupPage,
  recoveryCodesPage,
} from '../../../../libs/mcp-auth/src/oauth-server/pages/factor-setup.page.js';
import { testLook } from '../../../support/page-look.js';

describe('the page that sets up an authenticator app', () => {
  const view = { action: '/account', csrf: 'c', secret: 'ABCDEFGH', uri: 'otpauth://totp/"><img src=x>' };

  it('shows the key as a picture and in groups that can be typed', () => {
    const page = factorSetupPage(view, testLook);
    expect(page).toMatch(/role="img" aria-label="[^"]+">\s*<svg/);
    expect(page).toContain('ABCD EFGH');
  });

  it('makes a picture of squares alone, whatever the text is (CP-03)', () => {
    expect(factorSetupPage(view, testLook)).not.toContain('<img');
  });
});

describe('the page with recovery codes', () => {
  it('shows each of them', () => {
    const page = recoveryCodesPage({ codes: ['aaaa-bbbb', 'cccc-dddd'], accountUrl: '/account' }, testLook);
    expect(page).toContain('<li>aaaa-bbbb</li>');
    expect(page).toContain('<li>cccc-dddd</li>');
  });
});
