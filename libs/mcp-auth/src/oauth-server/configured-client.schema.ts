import { z } from 'zod';
import { safeUrl, scopeOption } from '../options/option-schemas.js';

/** A secret that nobody can guess. */
export const longSecret = z.string().min(32, 'must have at least 32 characters');

export const dateOption = z.union([z.date(), z.iso.datetime({ offset: true })]).optional();

/** A client that the operator knows, in the options or in the database. */
export const configuredClientSchema = z.strictObject({
  clientId: z.string().min(1).max(512),
  name: z.string().optional(),
  secrets: z.array(z.strictObject({ value: longSecret, expiresAt: dateOption })).default([]),
  jwks: z.object({ keys: z.array(z.record(z.string(), z.unknown())).min(1) }).optional(),
  jwksUri: safeUrl.optional(),
  authenticationMethod: z.enum(['none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt']).optional(),
  redirectUris: z.array(z.string()).default([]),
  grantTypes: z.array(z.string()).optional(),
  scopes: z.array(scopeOption).optional(),
  status: z.enum(['active', 'disabled']).optional(),
});
