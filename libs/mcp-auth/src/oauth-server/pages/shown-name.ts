/** Why a name may not be what it seems. */
export type NameDoubt = 'mixed_alphabets' | 'looks_like_address' | 'hidden_characters';

/** A name that somebody else chose, as it can be shown. */
export interface ShownName {
  readonly text: string;
  readonly doubts: readonly NameDoubt[];
}

const maxCharacters = 60;
/** Control and formatting characters (also those that turn the direction of writing), private and unassigned ones. */
const invisible = /[\p{C}\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800]/gu;
/** Letters of other alphabets that look like Latin ones. */
const lookAlikes = /^[\sӏѵԝԍабвеѕіјкмнорстухԁԛһгἱοαβεικνρτυχωΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕЅІЈКМНОРСТХҮ0-9.-]+$/u;
const alphabets = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
];
/** Scripts that people write names in today (UAX #31, table 5); letters of others can be whole words that look like Latin ones. */
const writtenScripts =
  'Latin Cyrillic Greek Armenian Hebrew Arabic Thaana Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala ' +
  'Thai Lao Tibetan Myanmar Georgian Hangul Ethiopic Khmer Hiragana Katakana Bopomofo Han Common Inherited';
/** A letter of none of them, or a Latin one for phonetics and old texts. */
const unusual = new RegExp(
  `(?![${writtenScripts.replaceAll(/(\w+) ?/g, String.raw`\p{Script=$1}`)}])\\p{L}|[\u0250-\u02af\u1d00-\u1dbf\ua720-\ua7ff\uab30-\uab6f]`,
  'u',
);
/** Marks, and letters of other scripts, that are read as the letter l. */
const confusable =
  /[\p{L}](?:[\u01c0-\u01c3\u05df\u1175\u3163\u4e28\u0e01\u2223\u2758|])|(?:[\u01c0-\u01c3\u05df\u1175\u3163\u4e28\u0e01\u2223\u2758|])[\p{Script=Latin}]/u;
const address = /[\p{L}\p{N}-][.\u3002\u00b7\u2024\u2027]\p{L}{2,}|:\/\//u;
/** They would end the quotation in which the name is shown. */
const quotationMarks = /["\u201c-\u201f\u00ab\u00bb\u2039\u203a]/gu;

/**
 * Defuses a name: nothing invisible, nothing that runs over the page, and a warning where it can be taken for another one. Pure.
 * @param fallback for a name of which nothing is left
 */
export function shownName(name: string, fallback: string): ShownName {
  const visible = name
    .normalize('NFKC')
    .replaceAll(invisible, '')
    .replaceAll(quotationMarks, '')
    .replaceAll(/\p{M}{3,}/gu, '');
  const text = shortened(visible.replaceAll(/\s+/gu, ' ').trim()) || shortened(fallback);
  const doubts: NameDoubt[] = [];
  if (invisible.test(name)) doubts.push('hidden_characters');
  invisible.lastIndex = 0;
  if (imitatesLatin(text)) doubts.push('mixed_alphabets');
  if (address.test(text)) doubts.push('looks_like_address');
  return { text, doubts };
}

function imitatesLatin(text: string): boolean {
  if (unusual.test(text) || confusable.test(text)) return true;
  const isMixed = text.split(' ').some((word) => alphabets.filter((one) => one.test(word)).length > 1);
  return isMixed || (!/\p{Script=Latin}/u.test(text) && /\p{L}/u.test(text) && lookAlikes.test(text));
}

/** What a reader takes for one character is never cut in two. */
function shortened(text: string): string {
  const characters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  return characters.length <= maxCharacters ? text : `${characters.slice(0, maxCharacters).join('')}…`;
}
