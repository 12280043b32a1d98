import { describe, expect, it } from 'vitest';
import { consentPage, type ConsentPageView } from '../../../../libs/mcp-auth/src/oauth-server/pages/consent.page.js';
import { testLook } from '../../../support/page-look.js';

const view: ConsentPageView = {
  action: '/consent',
  csrf: 'a-value',
  interaction: 'an-interaction',
  need: 'everything',
  person: 'Alice',
  personKey: 'a-key',
  client: { text: 'Notepad', doubts: [] },
  clientId: 'an-id',
  standing: { by: 'nobody' },
  destination: { to: 'host', host: 'app.test' },
  resources: ['https://api.test/mcp'],
  scopes: [
    { name: 'notes:read', words: 'Read your notes', choice: 'optional' },
    { name: 'base', words: 'Use the service', choice: 'always' },
  ],
};
const pageOf = (changes: Partial<ConsentPageView>) => consentPage({ ...view, ...changes }, testLook);

describe('the consent page', () => {
  it('says who asks, whether somebody vouches for the name, for what, and where the answer goes (CP-09)', () => {
    const page = pageOf({});
    for (const words of ['“Notepad”', 'an-id', 'Unverified', 'app.test', 'https://api.test/mcp', 'Read your notes'])
      expect(page).toContain(words);
  });

  it.each([
    [{ to: 'loopback', host: '127.0.0.1:4711' }, 'a program on this computer (127.0.0.1:4711)'],
    [{ to: 'scheme', scheme: 'app:' }, 'the application that opens app: links'],
  ] as const)('warns that any program can get what goes to %o (CP-09)', (destination, words) => {
    const page = pageOf({ destination });
    expect(page).toContain(words);
    expect(page).toContain('Go on only if you have just started this yourself');
  });

  it.each([
    [{ by: 'operator' }, 'The operator of this service knows this application'],
    [{ by: 'host', host: 'app.test' }, 'The name comes from app.test, where the answer goes as well'],
    [{ by: 'other_host', host: 'known.test' }, 'Unverified: the name comes from known.test'],
  ] as const)('says what stands behind a name: %o', (standing, words) => {
    expect(pageOf({ standing })).toContain(words);
  });

  it('warns of every doubt about the name', () => {
    const page = pageOf({
      client: { text: 'x', doubts: ['mixed_alphabets', 'looks_like_address', 'hidden_characters'] },
    });
    expect(page.match(/Careful:/g)).toHaveLength(3);
  });

  it('has a ticked box for what can be withheld, and none for what is always needed', () => {
    const page = pageOf({});
    expect(page).toMatch(/<input type="checkbox" name="scope" value="notes:read" checked \/>/);
    expect(page).not.toContain('value="base"');
    expect(page).toContain('Use the service');
  });

  it('has no box to withhold with where all was agreed to before, and sends the same again', () => {
    const page = pageOf({ need: 'confirmation' });
    expect(page).not.toContain('type="checkbox"');
    expect(page).toContain('<input type="hidden" name="scope" value="notes:read" />');
    expect(page).toContain('One click is needed, since this application');
    const local = pageOf({ need: 'confirmation', destination: { to: 'loopback', host: '127.0.0.1:1' } });
    expect(local).toContain('One click is needed, because nobody can know which program');
  });

  it('decides by two buttons', () => {
    const page = pageOf({ scopes: [] });
    for (const value of ['approve', 'deny']) expect(page).toContain(`name="decision" value="${value}"`);
    expect(page).toContain('and nothing more');
  });

  it('writes nothing unescaped that a client chose (CP-03)', () => {
    const evil = '</title></script><img src=x onerror=1>';
    const page = pageOf({
      client: { text: evil, doubts: [] },
      clientId: evil,
      person: evil,
      resources: [evil],
      destination: { to: 'host', host: evil },
      scopes: [{ name: evil, words: evil, choice: 'optional' }],
    });
    expect(page).not.toContain('<img');
    expect(page).not.toContain('</script>');
    expect(page.match(/<\/title>/g)).toHaveLength(1);
  });
});
