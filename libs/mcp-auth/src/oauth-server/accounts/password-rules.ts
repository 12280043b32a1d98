/** Why a password cannot be taken: the closed list. */
export type PasswordFault =
  | { readonly fault: 'too_short' | 'too_long'; readonly length: number }
  | { readonly fault: 'common' | 'contains_name' };

/** For who has no second factor (NIST SP 800-63B-4 §3.1.1.2); there are no rules about kinds of characters. */
export const minPasswordLength = 15;
const maxPasswordLength = 256;

/** What long passwords are made of that are tried first; the longer ones first, since some stand inside others. */
const commonWords = [
  'password',
  'passwort',
  'passw0rd',
  'p@ssw0rd',
  'qwertyuiop',
  'qwertzuiop',
  'qwerty',
  'qwertz',
  'asdfghjkl',
  'yxcvbnm',
  'zxcvbnm',
  'iloveyou',
  'welcome',
  'letmein',
  'administrator',
  'admin',
  'changeme',
  'secret',
  'dragon',
  'monkey',
  'football',
  'abcdefghijklmnopqrstuvwxyz',
  'abc',
  'trustno1',
  'correct',
  'horse',
  'battery',
  'staple',
].toSorted((one, other) => other.length - one.length);

/** What speaks against a password; undefined where nothing does. Pure. @param names of the person and of the service */
export function passwordFault(password: string, names: readonly string[]): PasswordFault | undefined {
  const characters = Array.from(password.normalize('NFKC'));
  if (characters.length < minPasswordLength) return { fault: 'too_short', length: minPasswordLength };
  if (characters.length > maxPasswordLength) return { fault: 'too_long', length: maxPasswordLength };
  const plain = characters.join('').toLowerCase();
  if (isOfCommonWords(plain) || isRepetition(plain)) return { fault: 'common' };
  const left = names.reduce((text, name) => (name.length < 3 ? text : text.replaceAll(name.toLowerCase(), '')), plain);
  return left.length < plain.length && Array.from(left).length < minPasswordLength / 2
    ? { fault: 'contains_name' }
    : undefined;
}

/** Nothing is left but digits and marks. Word by word: a pattern over the whole text would try every way to cut it (ReDoS). */
function isOfCommonWords(text: string): boolean {
  const left = commonWords.reduce((rest, word) => rest.replaceAll(word, ' '), text);
  return /^[\s\d!.?_-]+$/.test(left);
}

/** A few characters over and over, or a row of them in the order of their codes. */
function isRepetition(text: string): boolean {
  if (/^(.{1,4})\1+.{0,3}$/u.test(text)) return true;
  const codes = Array.from(text).map((character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  return steps.every((step) => step === 1) || steps.every((step) => step === -1);
}
