import { z } from 'zod';
import { ConfigurationError } from '../core/errors/configuration-error.js';
import { scopeOption } from '../options/option-schemas.js';
import type { AccessRule } from './access-rule.js';
import { AccessPolicy } from './access-policy.js';

const policyOption = z.custom<NonNullable<AccessRule['policy']>>(
  (value) => typeof value === 'function' && Object(value.prototype) instanceof AccessPolicy,
  'must be a class that extends AccessPolicy',
);
const texts = z.array(z.string().min(1)).min(1);

/** A rule as it may be written. An empty list is refused: whoever wrote it meant something. */
export const ruleSchema: z.ZodType<AccessRule> = z.lazy(() =>
  z.strictObject({
    scopes: z.array(scopeOption).min(1).optional(),
    roles: texts.optional(),
    allOf: z.array(ruleSchema).min(1).optional(),
    anyOf: z.array(ruleSchema).min(1).optional(),
    policy: policyOption.optional(),
  }),
);

/** Checks a rule that code wrote where types may not have looked. A misspelt member would open what it was to close. */
export function checkedRule(place: string, rule: AccessRule): AccessRule {
  const read = ruleSchema.safeParse(rule);
  if (read.success) return read.data;
  throw new ConfigurationError(
    read.error.issues.map(({ path, message }) => ({ path: [place, ...path].join('.'), message })),
  );
}
