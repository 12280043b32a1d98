import type { Type } from '@nestjs/common';
import type { ConsentPrompt } from './consent/consent-prompt.js';
import type { PagePart } from '../composition/auth-kind.js';
import type { MailSender } from './accounts/mail-sender.js';
import type { SilentConsent } from './consent/consent.settings.js';
import type { PageReplacements } from './endpoints/page.settings.js';
import type { PageTexts } from './pages/texts/en.js';
import type { Login } from './login/login.js';
import type { Users } from './login/users.js';
import type { ClientAuthenticationMethod } from './model/client.js';
import type { SigningAlgorithm } from './model/signing-key.js';
import type { DataSourceOption } from './persistence/typeorm/data-source.option.js';
import type { Signer } from './signing-keys/signer.js';

/** How the application gives a part of its own: a value, something that it has already, or a class to make. */
export type ApplicationPart<Part> =
  { readonly useValue: Part } | { readonly useExisting: PartToken<Part> } | { readonly useClass: Type<Part> };

type PartToken<Part> = string | symbol | (abstract new (...dependencies: never[]) => Part);

/** A client that the operator knows. */
export interface ConfiguredClientOptions {
  /** A name, or the URL of a metadata document, which is then never fetched. */
  readonly clientId: string;
  /** For people. */
  readonly name?: string;
  /** Secrets that are good, each of at least 32 characters; two while one takes the place of the other. */
  readonly secrets?: readonly ConfiguredSecret[];
  /** Public keys for `private_key_jwt` (RFC 7517), or where they are published. */
  readonly jwks?: { readonly keys: readonly Readonly<Record<string, unknown>>[] };
  readonly jwksUri?: string;
  /** Default: `private_key_jwt` with keys, `client_secret_basic` with secrets, else `none`. */
  readonly authenticationMethod?: ClientAuthenticationMethod;
  readonly redirectUris?: readonly string[];
  /** Default: `authorization_code` and `refresh_token` with redirect URIs, else `client_credentials`. */
  readonly grantTypes?: readonly string[];
  /** Scopes that it may have at most. Default: all. */
  readonly scopes?: readonly string[];
  /** A client that is `disabled` is unknown to everybody. Default: `active`. */
  readonly status?: 'active' | 'disabled';
}

export interface ConfiguredSecret {
  readonly value: string;
  /** A date, or one in the form of ISO 8601, as JSON has it. */
  readonly expiresAt?: Date | string | undefined;
}

/** A token that gives leave to register clients. */
export interface InitialAccessTokenOptions {
  readonly value: string;
  readonly expiresAt?: Date | string | undefined;
  /** Default: `every_registration`. */
  readonly goodFor?: 'one_registration' | 'every_registration' | undefined;
}

/** Options of `oauthServer`. */
export interface OAuthServerOptions {
  /**
   * Where everything is kept: options of a TypeORM DataSource, one that the application has (its options are copied), or its
   * injection token. `memory` forgets it all with the process, and production refuses it. Default: the SQLite file
   * `mcp-auth.sqlite`, for one host.
   */
  readonly dataSource?: DataSourceOption;
  /**
   * Whether the tables are made and changed at start, or only looked at; then `npx nestjs-mcp-auth migrate` makes them.
   * Default: `run`.
   */
  readonly migrations?: 'run' | 'check';
  /** People. Default: the one provider of the application that extends `Users`; else the ready user store. */
  readonly users?: ApplicationPart<Users>;
  /** Tells who sits at a browser. Default: the one provider of the application that extends `Login`; else our login page. */
  readonly login?: ApplicationPart<Login>;
  /** Asks people whether they agree. Default: the one provider of the application that extends `ConsentPrompt`; else our page. */
  readonly consent?: ApplicationPart<ConsentPrompt>;
  /** Sends mails. Default: the one provider of the application that extends `MailSender`; else nobody gets any. */
  readonly mail?: ApplicationPart<MailSender>;
  /**
   * Whose remembered consent needs no page, where the code goes to an https URL: that of clients which did not register themselves,
   * everybody's, or nobody's. Default: `known_clients`.
   */
  readonly silentConsent?: SilentConsent;
  /** How long people stay logged in at a browser. */
  readonly sessions?: {
    /** Without being used. Default: a day. */
    readonly idleSeconds?: number;
    /** Whatever they do. Default: 7 days. */
    readonly absoluteSeconds?: number;
  };
  /** How pages look, and what they say. */
  readonly pages?: {
    /** Pages that the application has itself. Default: those of the parts that are given as `login` and `consent`. */
    readonly off?: readonly PagePart[];
    /** What people call this service. Default: the host of the issuer. */
    readonly serviceName?: string;
    /** A picture, as a `data:` URL. */
    readonly logo?: string;
    /** Colour of buttons and links, `#rrggbb`; with a contrast of 4.5:1 on white. */
    readonly accentColour?: string;
    /** The same in dark mode, on nearly black. */
    readonly accentColourDark?: string;
    /** Sentences in the place of ours, and further languages, by language tag. */
    readonly texts?: Readonly<Record<string, Partial<PageTexts>>>;
    /** Whole pages in the place of ours. */
    readonly replace?: PageReplacements;
  };
  /** Issuer identifier. Default: the origin of the resource, with `basePath`. */
  readonly issuer?: string;
  /** Moves all routes below a path, which is then that of the issuer. Default: none. */
  readonly basePath?: string;
  /** Whether clients of 2025-03-26 find the server at the origin's root too, where `basePath` moves it. Default: `off`. */
  readonly legacyRootAliases?: 'on' | 'off';
  /** Secrets of at least 32 characters under which private keys are stored: the first one seals, every one opens. */
  readonly encryptionKeys?: readonly string[];
  /** Default: `ES256`. */
  readonly signingAlgorithm?: SigningAlgorithm;
  /** After so long another signing key takes over. Default: 30 days. */
  readonly signingKeyRotationSeconds?: number;
  /** Clients that the operator knows. */
  readonly clients?: readonly ConfiguredClientOptions[];
  /** Clients by the URL of a document that describes them: all, those of some hosts, or none. Default: `open`. */
  readonly clientMetadataDocuments?: 'open' | 'off' | readonly string[];
  /** How clients register themselves (RFC 7591). */
  readonly registration?: {
    /** Default: `open`, or `initial_access_token` where tokens for it are given. */
    readonly access?: 'open' | 'initial_access_token' | 'off';
    /** Tokens, of at least 32 characters, of which registration needs one. */
    readonly initialAccessTokens?: readonly (string | InitialAccessTokenOptions)[];
    /** Whether clients may read, change and delete their registration (RFC 7592). Default: `off`. */
    readonly management?: 'on' | 'off';
    /** Registrations that were never used, at most. Default: 10,000. */
    readonly maxUnused?: number;
    /** After so long without use a registration is forgotten. Default: a day. */
    readonly unusedTtlSeconds?: number;
  };
  readonly tokens?: {
    /** Default: `jwt` (RFC 9068); `opaque` ones are looked up at each use. */
    readonly format?: 'jwt' | 'opaque';
    /** Default: 900. */
    readonly accessTokenTtlSeconds?: number;
    /** Default: 60. */
    readonly codeTtlSeconds?: number;
    /** Default: 30 days. */
    readonly refreshTokenIdleSeconds?: number;
    /** Default: 90 days. */
    readonly refreshTokenAbsoluteSeconds?: number;
    /** How long a refresh token that was just replaced still leads to its successor; 0 is never. Default: 30. */
    readonly refreshOverlapSeconds?: number;
    /** Whether introspection answers can be signed, for who asks for that (RFC 9701). Default: `off`. */
    readonly introspectionJwt?: 'on' | 'off';
  };
  readonly limits?: {
    /** Requests of one address to each endpoint; 0 is no limit. Default: 600. */
    readonly perAddressPerMinute?: number;
    /** Registrations of one address; 0 is no limit. Default: 60. */
    readonly registrationsPerAddressPerMinute?: number;
  };
  readonly revocations?: {
    /**
     * What becomes of JWTs while the database cannot be asked what was revoked: `serve` takes them on, for 15 minutes at most,
     * `refuse` answers 503. Default: `serve`.
     */
    readonly onFeedLost?: 'serve' | 'refuse';
    /** Redis, through which replicas hear at once of what others revoke. Unset: within a quarter of a second, from the database. */
    readonly redisUrl?: string;
  };
  /** Signs tokens in the place of the keys of this server, for example in a key management service. */
  readonly signer?: ApplicationPart<Signer>;
}
