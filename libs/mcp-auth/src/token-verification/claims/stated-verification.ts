import { z } from 'zod';
import { reasons } from '../../core/errors/reasons.js';
import type { Verification } from '../../core/verification.js';
import { isJsonObject } from '../../core/json-object.js';

const texts = z.array(z.string());
const principal = z.looseObject({
  subject: z.string().min(1),
  issuer: z.string().min(1),
  scopes: texts,
  roles: texts,
  audience: texts,
  expiresAt: z.number(),
  claims: z.record(z.string(), z.unknown()),
  actor: z.array(z.unknown()),
});
const reason = z.custom<keyof typeof reasons>((text) => typeof text === 'string' && Object.hasOwn(reasons, text));

const verification = z.discriminatedUnion('ending', [
  z.looseObject({ ending: z.literal('principal'), principal }),
  z.looseObject({ ending: z.literal('invalid'), reason }),
  z.looseObject({ ending: z.literal('insufficient'), principal, requiredScopes: texts }),
  z.looseObject({ ending: z.literal('unavailable'), reason, retryAfterSeconds: z.number().positive() }),
]);

/** Whether an answer of the application is a verification; claims always say whose they are. */
export function isStated(answer: object): boolean {
  return Object.hasOwn(answer, 'ending') && !Object.hasOwn(answer, 'iss') && !Object.hasOwn(answer, 'sub');
}

/** A verification that the application made itself, and which is taken at its word. @throws Error where it is none */
export function statedVerification(answer: unknown): Verification {
  const read = verification.safeParse(answer);
  if (read.success && isJsonObject(answer)) return answer as unknown as Verification;
  throw new TypeError('returned no verification', { cause: read.error });
}
