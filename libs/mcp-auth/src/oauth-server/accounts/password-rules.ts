/** Why a password cannot be taken: the closed list. */
export type PasswordFault =
  | { readonly fault: 'too_short' | 'too_long'; readonly length: number }
  | { readonly fault: 'common' | 'contains_name' };

/** For who has no second factor (NIST SP 800-63B-4 §3.1.1.2); there are no rules about kinds of characters. */
export const minPasswordLength = 15;
const maxPasswordLength = 256;

/** What long passwords are made of that are tried first. */
const common =
  /^(?:password|passwort|passw0rd|p@ssw0rd|qwert[yz](?:uiop)?|asdfghjkl|yxcvbnm|zxcvbnm|iloveyou|welcome|letmein|admin(?:istrator)?|changeme|secret|dragon|monkey|football|abc|abcdefghijklmnopqrstuvwxyz|0?1234567890?|12345678|12345|123|0987654321|trustno1|correct horse battery staple|correcthorsebatterystaple|[\s\d!.?_-])+$/;

/** What speaks against a password; undefined where nothing does. Pure. @param names of the person and of the service */
export function passwordFault(password: string, names: readonly string[]): PasswordFault | undefined {
  const characters = Array.from(password.normalize('NFKC'));
  if (characters.length < minPasswordLength) return { fault: 'too_short', length: minPasswordLength };
  if (characters.length > maxPasswordLength) return { fault: 'too_long', length: maxPasswordLength };
  const plain = characters.join('').toLowerCase();
  if (common.test(plain) || isRepetition(plain)) return { fault: 'common' };
  const left = names.reduce((text, name) => (name.length < 3 ? text : text.replaceAll(name.toLowerCase(), '')), plain);
  return left.length < plain.length && Array.from(left).length < minPasswordLength / 2
    ? { fault: 'contains_name' }
    : undefined;
}

/** A few characters over and over, or a row of them in the order of their codes. */
function isRepetition(text: string): boolean {
  if (/^(.{1,4})\1+.{0,3}$/u.test(text)) return true;
  const codes = Array.from(text).map((character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  return steps.every((step) => step === 1) || steps.every((step) => step === -1);
}
