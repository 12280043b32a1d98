import { z } from 'zod';
import type { Principal } from '../../core/principal.js';
import { scopeOption } from '../../options/option-schemas.js';
import { lastNumericDate } from './claim-values.js';
import { principalFromClaims } from './principal-from-claims.js';

const text = z.string().min(1);

/** What options and functions of the application may say about a caller of whom no issuer speaks. */
export const callerFields = {
  subject: text,
  clientId: text.optional(),
  scopes: z.array(scopeOption).default([]),
  roles: z.array(text).default([]),
  tenant: text.optional(),
};

/** A caller whom this service itself describes. */
export interface DescribedCaller {
  readonly subject: string;
  readonly clientId?: string | undefined;
  readonly scopes: readonly string[];
  readonly roles: readonly string[];
  readonly tenant?: string | undefined;
}

/** What is the same for all callers that a verifier describes, and claims that no caller has by itself. */
export interface CallerOrigin {
  /** Stands where an issuer would: identity is the pair of it and the subject. */
  readonly issuer: string;
  readonly audience: readonly string[];
  /** Seconds since the epoch; absent where the token never expires. */
  readonly expiresAtSeconds?: number | undefined;
  /** Whom to ask about the token. */
  readonly owner?: string | undefined;
}

/** The principal of a caller, with the claims that a token would have (RFC 9068 §2.2). */
export function describedPrincipal(
  { subject, clientId, scopes, roles, tenant }: DescribedCaller,
  { issuer, audience, expiresAtSeconds = lastNumericDate, owner }: CallerOrigin,
): Principal {
  return principalFromClaims({
    sub: subject,
    iss: issuer,
    aud: [...audience],
    exp: expiresAtSeconds,
    scope: scopes.join(' '),
    roles: [...roles],
    ...(clientId !== undefined && { client_id: clientId }),
    ...(tenant !== undefined && { tenant }),
    ...(owner !== undefined && { owner }),
  });
}
