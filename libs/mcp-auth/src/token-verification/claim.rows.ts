import { z } from 'zod';
import type { OptionRows } from '../options/option-row.js';
import { scopeOption, textOption } from '../options/option-schemas.js';

const claimPath = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional();
const scopeFunction = z
  .custom<(scope: string) => string>((value) => typeof value === 'function', 'must be a function from scope to scope')
  .optional();

/** Options of every verifier that reads claims, one row each. */
export const claimRows = {
  requiredScopes: {
    schema: z.array(scopeOption).default([]),
    doc: 'Scopes without which a good token gets 403.',
    variable: { form: 'list', fastMcp: ['REQUIRED_SCOPES'] },
  },
  requiredClaims: {
    schema: z.array(z.string()).default([]),
    doc: 'Claims that must be there, whatever their value.',
    variable: { form: 'list' },
  },
  requiredClaimValues: {
    schema: z.record(z.string().min(1), z.array(z.string()).min(1)).default({}),
    doc: "Claims that must have one of these values, such as `{ token_use: ['access'] }`.",
  },
  allowedClientIds: {
    schema: z.array(z.string().min(1)).default([]),
    doc: 'Clients whose tokens are accepted. None: every client of the issuer.',
    variable: { form: 'list' },
  },
  allowedTenants: {
    schema: z.array(z.string().min(1)).default([]),
    doc: 'Tenants whose people are accepted. None: every tenant of the issuer.',
    variable: { form: 'list' },
  },
  audienceClaim: {
    schema: z.enum(['required', 'optional']).default('required'),
    doc: '`optional` for issuers that write no `aud`: then `allowedClientIds` says for whom tokens are. One that is there has to be ours all the same.',
    variable: { form: 'text' },
  },
  clockToleranceSeconds: {
    schema: z.number().min(0).max(60).default(5),
    doc: "How far the issuer's clock may be off, at most 60.",
    variable: { form: 'number' },
  },
  scopeClaim: {
    schema: claimPath,
    doc: 'Where the scopes stand: a claim, or a dotted path into one. Unset: `scope`, else `scp`, else `scopes`.',
    variable: { form: 'text' },
  },
  furtherScopeClaims: {
    schema: z.array(z.string().min(1)).default([]),
    doc: 'What counts as scopes besides, for example `permissions`.',
    variable: { form: 'list' },
  },
  roleClaim: {
    schema: claimPath,
    doc: 'Where the roles stand, for example `realm_access.roles`. Unset: `roles`.',
    variable: { form: 'text' },
  },
  roleClaims: {
    schema: z.array(z.union([z.string().min(1), z.array(z.string().min(1)).min(1)])).optional(),
    doc: 'Claims of roles, all of which count; it takes the place of `roleClaim`.',
    variable: { form: 'list' },
  },
  roleShape: {
    schema: z.enum(['list', 'members']).default('list'),
    doc: "`members` where the roles are the names of an object's members.",
    variable: { form: 'text' },
  },
  subjectClaim: {
    schema: textOption(subjectClaimFault).default('sub'),
    doc: 'What names the person for good. Mail addresses and user names are refused: they are given to others one day.',
    variable: { form: 'text' },
  },
  clientIdClaim: {
    schema: z.string().min(1).optional(),
    doc: 'What names the client. Unset: `client_id`, else `azp`.',
    variable: { form: 'text' },
  },
  tenantClaim: {
    schema: claimPath,
    doc: 'Where the tenant stands. Unset: `tid`, else `tenant`.',
    variable: { form: 'text' },
  },
  scopeTranslation: {
    schema: z.strictObject({ fromToken: scopeFunction, toClient: scopeFunction }).optional(),
    doc: '`fromToken` and `toClient`: how scopes of tokens and scopes that clients ask for differ, where they do.',
  },
  cacheMaxAgeSeconds: {
    schema: z.number().min(0).max(300).default(60),
    doc: 'How long a verified token is remembered, never past its `exp`; 0 verifies every time.',
    variable: { form: 'number' },
  },
  cacheMaxTokens: {
    schema: z.int().min(2).max(1_000_000).default(10_000),
    doc: 'How many verified tokens are remembered.',
    variable: { form: 'number' },
  },
} as const satisfies OptionRows;

/** What people, or whoever has their address next, can change; OpenID Connect Core §5.7 says the same. */
const changeableClaims = ['email', 'mail', 'preferred_username', 'upn', 'unique_name', 'username', 'nickname', 'name'];

function subjectClaimFault(claim: string): string | undefined {
  if (claim === '') return 'must be a claim such as "sub"';
  return changeableClaims.includes(claim) ? `"${claim}" may belong to somebody else tomorrow; take "sub"` : undefined;
}
