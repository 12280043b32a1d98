import { z } from 'zod';
import { groupOf, type OptionTable } from '../options/option-row.js';
import { safeUrl, textOption } from '../options/option-schemas.js';
import { signingAlgorithms } from './model/signing-key.js';
import type { Signer } from './signing-keys/signer.js';
import { applicationPartRow } from './application-part.row.js';
import { configuredClientSchema, dateOption, longSecret } from './configured-client.schema.js';
import type { OAuthServerOptions } from './oauth-server.options.js';
import { peopleRows } from './people.rows.js';

const day = 24 * 60 * 60;
const seconds = (value: number) => z.int().positive().default(value);

const basePath = textOption((text) =>
  text === '' || /^(?:\/[A-Za-z0-9._~-]+)+$/.test(text) ? undefined : 'must be a path such as "/oauth"',
);

const initialAccessToken = z.strictObject({
  value: longSecret,
  expiresAt: dateOption,
  goodFor: z.enum(['one_registration', 'every_registration']).optional(),
});

/** The rows of `oauthServer`. */
export const oauthServerTable = {
  prefix: 'MCP_AUTH_OAUTH_SERVER',
  rows: {
    dataSource: {
      schema: z
        .custom<OAuthServerOptions['dataSource']>(
          (value) => ['string', 'symbol', 'function', 'object'].includes(typeof value) && value !== null,
          'must be options of a TypeORM DataSource, the injection token of one, or "memory"',
        )
        .default({ type: 'better-sqlite3', database: 'mcp-auth.sqlite' }),
      doc: 'Where everything is kept: options or injection token of a TypeORM DataSource, or `memory`, which production refuses. Unset: a SQLite file beside the process, for one host.',
      variable: { form: 'text', sharedName: 'DATABASE_URL' },
    },
    migrations: {
      schema: z.enum(['run', 'check']).default('run'),
      doc: 'Whether the tables are made and changed at start, or only looked at: then `npx nestjs-mcp-auth migrate` makes them.',
      variable: { form: 'text' },
    },
    ...peopleRows,
    signer: applicationPartRow<Signer>('Signs tokens elsewhere: a provider that extends `Signer`.'),
    issuer: {
      schema: safeUrl.optional(),
      doc: 'Issuer identifier. Unset: the origin of the resource, with `basePath`.',
      variable: { form: 'text' },
    },
    basePath: {
      schema: basePath.default(''),
      doc: 'Moves all routes below a path, which is then that of the issuer.',
      variable: { form: 'text' },
    },
    legacyRootAliases: {
      schema: z.enum(['on', 'off']).default('off'),
      doc: "Whether clients of 2025-03-26 find the server at the origin's root too, where `basePath` moves it.",
      variable: { form: 'text' },
    },
    encryptionKeys: {
      schema: z.array(longSecret).default([]),
      doc: 'Secrets of at least 32 characters under which private keys are stored: the first one seals, every one opens.',
      variable: { form: 'secrets' },
    },
    signingAlgorithm: {
      schema: z.enum(signingAlgorithms).default('ES256'),
      doc: 'How tokens are signed.',
      variable: { form: 'text' },
    },
    signingKeyRotationSeconds: {
      schema: z
        .int()
        .min(3600)
        .default(30 * day),
      doc: 'After so long another signing key takes over, by itself: known ten minutes before, and known as long as its tokens live.',
      variable: { form: 'number' },
    },
    clients: {
      schema: z.array(configuredClientSchema).default([]),
      doc: 'Clients that the operator knows.',
      variable: { form: 'json' },
    },
    clientMetadataDocuments: {
      schema: z.union([z.enum(['open', 'off']), z.array(z.string().min(1)).min(1)]).default('open'),
      doc: 'Clients by the URL of a document that describes them: `open`, `off`, or the hosts whose documents are taken; clients of other hosts then do not register themselves either, since the metadata says that documents are known.',
      variable: { form: 'list' },
    },
    registration: groupOf(
      {
        access: {
          schema: z.enum(['open', 'initial_access_token', 'off']).optional(),
          doc: 'Who may register clients (RFC 7591). Unset: everybody, or who has one of the tokens where there are some.',
          variable: { form: 'text', name: 'REGISTRATION_ACCESS' },
        },
        initialAccessTokens: {
          schema: z.array(z.union([longSecret, initialAccessToken])).default([]),
          doc: 'Tokens, of at least 32 characters, of which registration needs one: texts, or `{ value, expiresAt, goodFor }` with `goodFor` being `one_registration` or `every_registration`.',
          variable: { form: 'secrets', name: 'REGISTRATION_INITIAL_ACCESS_TOKENS' },
        },
        management: {
          schema: z.enum(['on', 'off']).default('off'),
          doc: 'Whether clients may read, change and delete their registration (RFC 7592).',
          variable: { form: 'text', name: 'REGISTRATION_MANAGEMENT' },
        },
        maxUnused: {
          schema: z.int().positive().default(10_000),
          doc: 'Registrations that were never used, at most.',
          variable: { form: 'number', name: 'REGISTRATION_MAX_UNUSED' },
        },
        unusedTtlSeconds: {
          schema: seconds(day),
          doc: 'After so long without use a registration is forgotten.',
          variable: { form: 'number', name: 'REGISTRATION_UNUSED_TTL_SECONDS' },
        },
      },
      'How clients register themselves.',
    ),
    tokens: groupOf(
      {
        format: {
          schema: z.enum(['jwt', 'opaque']).default('jwt'),
          doc: 'JWTs of RFC 9068, or opaque tokens that are looked up.',
          variable: { form: 'text', name: 'ACCESS_TOKEN_FORMAT' },
        },
        accessTokenTtlSeconds: {
          schema: z.int().positive().max(day).default(900),
          doc: 'Life of an access token, a day at most.',
          variable: { form: 'number' },
        },
        codeTtlSeconds: {
          schema: z.int().min(1).max(600).default(60),
          doc: 'Life of a code.',
          variable: { form: 'number' },
        },
        refreshTokenIdleSeconds: {
          schema: seconds(30 * day),
          doc: 'Life of a refresh token that is not used.',
          variable: { form: 'number' },
        },
        refreshTokenAbsoluteSeconds: {
          schema: seconds(90 * day),
          doc: 'Life of a login, however often it is refreshed.',
          variable: { form: 'number' },
        },
        refreshOverlapSeconds: {
          schema: z.int().min(0).max(300).default(30),
          doc: 'How long a refresh token that was just replaced still leads to its successor; 0 is never.',
          variable: { form: 'number' },
        },
        introspectionJwt: {
          schema: z.enum(['on', 'off']).default('off'),
          doc: 'Whether introspection answers can be signed, for who asks for that (RFC 9701).',
          variable: { form: 'text' },
        },
      },
      'What tokens are like.',
    ),
    revocations: groupOf(
      {
        onFeedLost: {
          schema: z.enum(['serve', 'refuse']).default('serve'),
          doc: 'What becomes of JWTs while the database cannot be asked what was revoked: `serve` takes them on, for 15 minutes at most; `refuse` answers 503.',
          variable: { form: 'text', name: 'REVOCATIONS_ON_FEED_LOST' },
        },
        redisUrl: {
          schema: textOption((url) =>
            /^rediss?:\/\/./.test(url) ? undefined : 'must begin with "redis://" or "rediss://"',
          ).optional(),
          doc: 'Redis, through which replicas hear at once of what others revoke. Unset: within a quarter of a second, from the database.',
          variable: { form: 'text', sharedName: 'REDIS_URL' },
        },
      },
      'How replicas hear of what others revoke.',
    ),
    limits: groupOf(
      {
        perAddressPerMinute: {
          schema: z.int().nonnegative().default(600),
          doc: 'Requests of one address to each endpoint; 0 is no limit.',
          variable: { form: 'number', name: 'LIMITS_PER_ADDRESS_PER_MINUTE' },
        },
        registrationsPerAddressPerMinute: {
          schema: z.int().nonnegative().default(60),
          doc: 'Registrations of one address; 0 is no limit.',
          variable: { form: 'number', name: 'LIMITS_REGISTRATIONS_PER_ADDRESS_PER_MINUTE' },
        },
      },
      'How often endpoints may be asked.',
    ),
  },
} as const satisfies OptionTable;
