import type { Principal } from '../principal.js';
import type { AuditedCaller } from './audit-events.js';

/** Longest text of an event that comes from a token or a client, and longest list. */
const maxCharacters = 256;
const maxEntries = 64;

/** The caller of an event. */
export function auditedCaller({ subject, issuer, clientId, tenant, scopes }: Principal): AuditedCaller {
  return {
    subject: auditedText(subject),
    issuer: auditedText(issuer),
    ...(clientId !== undefined && { clientId: auditedText(clientId) }),
    ...(tenant !== undefined && { tenant: auditedText(tenant) }),
    heldScopes: auditedList(scopes),
  };
}

export function auditedText(text: string): string {
  return text.slice(0, maxCharacters);
}

export function auditedList(texts: readonly string[]): readonly string[] {
  return texts.slice(0, maxEntries).map(auditedText);
}
