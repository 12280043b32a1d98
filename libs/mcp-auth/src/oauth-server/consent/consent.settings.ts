/**
 * Whose remembered consent needs no page: that of clients which did not register themselves, of every client with an https redirect URI, or
 * nobody's.
 */
export type SilentConsent = 'known_clients' | 'https_clients' | 'off';

export interface ConsentSettings {
  readonly issuer: string;
  readonly silentConsent: SilentConsent;
}
export const ConsentSettings = Symbol('ConsentSettings');
