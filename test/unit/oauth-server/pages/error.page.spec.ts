import { describe, expect, it } from 'vitest';
import { errorPage } from '../../../../libs/mcp-auth/src/oauth-server/pages/error.page.js';
import { testLook } from '../../../support/page-look.js';

describe('the error page', () => {
  it('says what is wrong, and the reference for the operator', () => {
    const page = errorPage({ message: 'The redirect_uri is unknown.', correlationId: 'an-id' }, testLook);
    expect(page).toContain('The redirect_uri is unknown.');
    expect(page).toContain('an-id');
    expect(page).not.toContain('<a ');
  });

  it('links back to the client only where it may, and writes nothing unescaped (CP-03)', () => {
    const back = { url: 'https://app.test/cb?a=1&b="><script>', clientName: '</a><img src=x onerror=1>' };
    const page = errorPage({ message: 'No', correlationId: 'an-id', back }, testLook);
    expect(page).toContain('href="https://app.test/cb?a=1&amp;b=&quot;&gt;&lt;script&gt;"');
    expect(page).not.toContain('<img');
    expect(page).not.toContain('<script');
  });
});
