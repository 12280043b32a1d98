import { describe, expect, it } from 'vitest';
import { shownName } from '../../../../libs/mcp-auth/src/oauth-server/pages/shown-name.js';

const doubtsAbout = (name: string) => shownName(name, 'client').doubts;

describe('a name in letters that nobody writes names with (CP-05)', () => {
  it.each([
    ['Lisu', 'ꓚꓡꓮꓴꓓꓰ'],
    ['Cherokee', 'ᏟᏞᎪႮᎠᎬ'],
    ['Coptic', 'ⲤⲞⲞⲤ'],
    ['phonetic Latin', 'Clɑude'],
    ['small capitals', 'ᴄʟᴀᴜᴅᴇ'],
    ['Lisu inside a Latin word', 'Cꓡaude'],
    ['a Cyrillic word of look-alikes', 'аррӏе'],
    ['a click letter', 'Cǀaude'],
    ['a Hebrew letter', 'Cןaude'],
    ['a Hangul letter', 'Cㅣaude'],
    ['a Han character', 'C丨aude'],
    ['a Thai letter', 'กlaude'],
    ['a mark', 'C∣aude'],
  ])('is one to doubt: %s', (_, name) => {
    expect(doubtsAbout(name)).toContain('mixed_alphabets');
  });

  it.each([
    'Claude',
    'Ünïversität Öl',
    'Заметки',
    'Σημειώσεις',
    'ملاحظات',
    'メモ帳',
    '笔记 2',
    '노트',
    'हिन्दी नोट्स',
    'บันทึก',
  ])('is none to doubt in a script of today: %s', (name) => {
    expect(doubtsAbout(name)).toEqual([]);
  });
});

describe('a name in quotation marks', () => {
  it('cannot end the quotation in which it is shown (CP-05)', () => {
    expect(shownName('Claude” (checked by us) “', 'client').text).toBe('Claude (checked by us)');
  });

  it.each(['claude。ai', 'claude·ai'])('is one to doubt where it looks like an address: %s', (name) => {
    expect(doubtsAbout(name)).toContain('looks_like_address');
  });
});
