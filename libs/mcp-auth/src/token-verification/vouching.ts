import { z } from 'zod';
import type { AuthContext, TokenMarks } from '../composition/auth-kind.js';
import type { VouchedRules } from './claims/vouched-claims.js';
import { tokenPrefix } from './token-prefix.js';

/** Options of every verifier that leaves the verification to a function of the application. */
export interface VouchingOptions {
  /** `iss` of its tokens, by which a JWT finds this verifier among others. Claims of another issuer are refused. Default: any. */
  readonly issuers?: readonly string[];
  /** What its other tokens begin with; none where all are JWTs. Default: one that is empty, which is any token. */
  readonly prefixes?: readonly string[];
  /** `aud` that claims must have, one of several, where they have one. Default: the resource. */
  readonly audience?: string | readonly string[];
}

const text = z.string().min(1);

/** The same options, one row each. */
export const vouchingRows = {
  issuers: {
    schema: z.array(text).default([]),
    doc: '`iss` of its tokens, by which a JWT finds this verifier among others. Claims of another issuer are refused.',
  },
  prefixes: {
    schema: z.array(tokenPrefix).default(['']),
    doc: 'What its other tokens begin with; none where all are JWTs.',
  },
  audience: {
    schema: z.union([text, z.array(text).min(1)]).optional(),
    doc: '`aud` that claims must have, one of several, where they have one. Unset: the resource.',
  },
};

/** What is said about the claims of a token, and by what the token is known before. */
export interface VouchingSettings {
  readonly rules: VouchedRules;
  readonly marks: TokenMarks;
}

/** What a resource says about its audience wins over the options of the verifier. */
export function vouchingSettings(
  options: Required<Omit<VouchingOptions, 'audience'>> & Pick<VouchingOptions, 'audience'>,
  context: AuthContext,
): VouchingSettings {
  const { issuers, prefixes, audience } = options;
  const audiences = [context.audience ?? audience ?? context.resource ?? []].flat();
  return { rules: { issuers, audiences }, marks: { issuers, prefixes } };
}

/** The options are not read yet when issuers are asked for, so the list may be anything. */
export function vouchedIssuers({ issuers }: VouchingOptions): readonly string[] {
  return Array.isArray(issuers) ? issuers : [];
}
