import { checkGrantTypes } from './grant-types.check.js';
import { checkKeys } from './keys.check.js';
import { checkPresentation } from './presentation.check.js';
import { checkRedirectUris } from './redirect-uris.check.js';
import type { RegistrationRule } from './registration-rule.js';
import { checkSize } from './size.check.js';
import { checkSoftwareStatement } from './software-statement.check.js';

/** What every client is judged by that describes itself, in a registration or in a document. */
export const registrationRules: readonly RegistrationRule[] = [
  checkRedirectUris,
  checkGrantTypes,
  checkKeys,
  checkPresentation,
  checkSize,
  checkSoftwareStatement,
];
