import { leadsToThisMachine } from '../../core/redirect-uri.js';
import { missingScopes } from '../../core/scopes.js';
import type { AuthorizationRequest } from '../model/authorization-request.js';
import type { Consent } from '../model/consent.js';
import type { SilentConsent } from './consent.settings.js';

/** What a person has to do: agree to everything, confirm what they agreed to before, or nothing at all. */
export type ConsentNeed = 'everything' | 'confirmation' | 'nothing';

type AskedConsent = Pick<AuthorizationRequest, 'scopes' | 'prompts' | 'redirectUri'> & {
  readonly client: Pick<AuthorizationRequest['client'], 'origin' | 'clientId'>;
};

/**
 * What has to be agreed to once more. Pure. Any program of a computer can listen at a loopback address or claim a private scheme, with
 * the id of a client that the person trusts: a code goes there only with a click (OAuth 2.1 §7.3, RFC 8252 §8.6).
 * @param remembered one per resource of the request; undefined where nothing was agreed to
 */
export function consentNeed(
  request: AskedConsent,
  remembered: readonly (Consent | undefined)[],
  silentConsent: SilentConsent,
): ConsentNeed {
  const { scopes, prompts } = request;
  if (prompts.includes('consent')) return 'everything';
  const isCovered = remembered.every(
    (consent) => consent !== undefined && missingScopes(consent.scopes, scopes).length === 0,
  );
  if (!isCovered) return 'everything';
  return mayBeSilent(request, silentConsent) ? 'nothing' : 'confirmation';
}

function mayBeSilent({ redirectUri, client }: AskedConsent, silentConsent: SilentConsent): boolean {
  if (silentConsent === 'off' || !redirectUri.startsWith('https:')) return false;
  const { host } = new URL(redirectUri);
  if (leadsToThisMachine(new URL(redirectUri))) return false;
  if (silentConsent === 'https_clients') return true;
  // A document can name another place tomorrow; only its own host is one that the person has agreed to with it.
  if (client.origin === 'document') return new URL(client.clientId).host === host;
  return client.origin !== 'registered';
}
