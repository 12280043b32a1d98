import { KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { OptionTable } from '../options/option-row.js';
import type { KeyProvider } from './passport-jwt.options.js';

const oneOrMore = <Member extends z.ZodType>(member: Member) => z.union([member, z.array(member).min(1)]);
const text = z.string().min(1);
const keyObject = z.custom<KeyObject>((value) => value instanceof KeyObject);

/** Options of `jsonwebtoken` that change nothing for us; every other one would be lost without a word. */
const jsonWebTokenOptions = z.strictObject({
  clockTolerance: z.number().min(0).max(60).default(0),
  complete: z.boolean().optional(),
});

/** The options of `passportJwtVerifier`: those of `passport-jwt`, and what becomes of them. */
export const passportJwtTable = {
  prefix: 'MCP_AUTH_PASSPORT_JWT',
  rows: {
    secretOrKey: {
      schema: z.union([text, z.instanceof(Buffer), keyObject]).optional(),
      doc: 'The public key as PEM, or a shared secret that is as long as its hash.',
    },
    secretOrKeyProvider: {
      schema: z.custom<KeyProvider>((value) => typeof value === 'function', 'must be a function').optional(),
      doc: 'A function that finds the key of a token, such as `passportJwtSecret({ ... })` of `jwks-rsa`.',
    },
    issuer: {
      schema: oneOrMore(text),
      doc: 'Exactly the `iss` of the tokens. It has to be there: a person is an issuer and a subject.',
    },
    audience: {
      schema: oneOrMore(z.union([text, z.instanceof(RegExp)])).optional(),
      doc: '`aud` that tokens must have, one of several. Outside production the resource, where it is not set.',
    },
    algorithms: {
      schema: z.array(z.string()).min(1).optional(),
      doc: 'Accepted signature algorithms. Unset: those that the key allows.',
    },
    jsonWebTokenOptions: {
      schema: jsonWebTokenOptions.prefault({}),
      doc: '`clockTolerance`, at most 60 seconds. Others are refused at start, because they would be lost.',
    },
    ignoreExpiration: {
      schema: z.literal(false, 'must be left out: an expired token is never accepted').optional(),
      doc: 'Never: an expired token is not accepted.',
    },
    jwtFromRequest: {
      schema: z.unknown().optional(),
      doc: 'Has no effect: tokens are taken from the `Authorization` header alone.',
    },
    passReqToCallback: { schema: z.boolean().optional(), doc: 'Has no effect: there is no callback.' },
  },
} as const satisfies OptionTable;
