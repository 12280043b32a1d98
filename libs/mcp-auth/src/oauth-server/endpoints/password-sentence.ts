import type { PasswordFault } from '../accounts/password-rules.js';
import type { Sentence } from '../pages/login.page.js';

/** What a page says of a password that cannot be taken. */
export function passwordSentence(fault: PasswordFault): Sentence {
  switch (fault.fault) {
    case 'too_short':
      return { key: 'password_too_short', values: { length: fault.length } };
    case 'too_long':
      return { key: 'password_too_long', values: { length: fault.length } };
    case 'common':
      return { key: 'password_common' };
    case 'contains_name':
      return { key: 'password_contains_name' };
  }
}
