import { describe, expect, it } from 'vitest';
import { secondFactorPage } from '../../../../libs/mcp-auth/src/oauth-server/pages/second-factor.page.js';
import { testLook } from '../../../support/page-look.js';

describe('the page for the second factor', () => {
  it('asks for a code, which phones fill in, and keeps what waits', () => {
    const page = secondFactorPage({ action: '/f', csrf: 'c', interaction: 'i', pending: 'p' }, testLook);
    expect(page).toContain('autocomplete="one-time-code"');
    for (const [name, value] of Object.entries({ csrf: 'c', interaction: 'i', pending: 'p' }))
      expect(page).toContain(`<input type="hidden" name="${name}" value="${value}" />`);
  });

  it('says what was wrong', () => {
    const page = secondFactorPage(
      { action: '/f', csrf: 'c', pending: 'p', problem: { key: 'factor_wrong' } },
      testLook,
    );
    expect(page).toContain('role="alert"');
  });
});
