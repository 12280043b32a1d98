import { describe, expect, it } from 'vitest';
import { oauthReasons, type OAuthReason } from '../../../../libs/mcp-auth/src/core/errors/oauth-reasons.js';
import { sayIn } from '../../../../libs/mcp-auth/src/oauth-server/pages/page-look.js';
import { refusalSentence } from '../../../../libs/mcp-auth/src/oauth-server/pages/refusal-sentence.js';
import { languages } from '../../../../libs/mcp-auth/src/oauth-server/pages/texts/index.js';
import { testLook } from '../../../support/page-look.js';

const reasons = Object.keys(oauthReasons) as OAuthReason[];

describe.each(Object.entries(languages))('what a person is told of a refusal, in %s', (_, texts) => {
  const say = sayIn({ ...testLook, texts });

  it.each(reasons)('is a whole sentence for %s, with nothing left to put in', (reason) => {
    const sentence = refusalSentence({ reason }, 30, say);
    expect(sentence).toMatch(/^[A-ZÄÖÜ].*\.$/);
    expect(sentence).not.toMatch(/[{}]/);
  });

  it('tells nobody whether a client is unknown or disabled (AZ-01)', () => {
    const told = (['client_unknown', 'client_disabled', 'client_document_unusable'] as const).map((reason) =>
      refusalSentence({ reason }, 30, say),
    );
    expect(new Set(told).size).toBe(1);
  });
});
