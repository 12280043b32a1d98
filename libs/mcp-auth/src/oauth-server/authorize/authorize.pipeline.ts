import type { AuthorizeCheck } from './check.js';
import { checkClientGrant } from './checks/client-grant.check.js';
import { checkMaxAge } from './checks/max-age.check.js';
import { checkPkce } from './checks/pkce.check.js';
import { checkRepetition } from './checks/repetition.check.js';
import { checkRequestObject } from './checks/request-object.check.js';
import { checkResponseMode } from './checks/response-mode.check.js';
import { checkResponseType } from './checks/response-type.check.js';
import { checkState } from './checks/state.check.js';

/**
 * Checks of a request whose redirect URI is trusted, in their order: the first that fails is what the client is told. Those that also tell
 * what the request is about (scope, resource, prompt) come after them, in the judge.
 */
export const afterRedirectIsTrusted: readonly AuthorizeCheck[] = [
  checkRepetition,
  checkState,
  checkRequestObject,
  checkResponseType,
  checkResponseMode,
  checkClientGrant,
  checkPkce,
  checkMaxAge,
];
