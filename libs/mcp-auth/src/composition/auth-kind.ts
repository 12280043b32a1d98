import type { Abstract, ModuleMetadata } from '@nestjs/common';
import type { AuditTrail } from '../core/audit/audit-trail.js';
import type { Clock } from '../core/clock.js';
import type { Outbound } from '../core/outbound.js';
import type { Randomness } from '../core/randomness.js';
import type { Resolution } from '../core/resolution.js';
import type { ResourcePublication } from '../core/resource-publication.js';
import type { RevocationNotices } from '../core/revocation-notices.js';
import type { TokenVerifier } from '../core/token-verifier.js';
import type { EnvironmentForm } from './environment-form.js';

/** What a kind may know of its surroundings when it reads its options. */
export interface AuthContext {
  /** Absent only where the environment names an audience instead. */
  readonly resource?: string | undefined;
  /** What tokens for this resource name in `aud`, where its registration says so; it wins over the kind's own options. */
  readonly audience?: readonly string[] | undefined;
  readonly production: boolean;
  /** Hosts that may be asked over plain http, besides loopback. */
  readonly insecureHosts: readonly string[];
  /** Where the options stand, for messages: `auth`, or `auth.verifier` for a verifier inside. */
  readonly optionPath: string;
}

/** The part of a registration that is fixed before any asynchronous option is known: Nest routes need it early. */
export interface EndpointStructure {
  /** Route of the MCP endpoint, for example `/mcp`. */
  readonly path: string;
  readonly issuerRoutes: IssuerRoutes;
}

/** Where the routes of an authorization server of our own are. */
export interface IssuerRoutes {
  /** They begin with it; empty for the origin's root. */
  readonly issuerPath: string;
  /** Whether clients of 2025-03-26, which look nowhere else, find them at the origin's root too. */
  readonly legacyRootAliases: 'on' | 'off';
  /** Pages that the application has itself, so that ours are not served. */
  readonly pagesOff: readonly PagePart[];
}

/** Pages that belong together. */
export type PagePart = 'login' | 'consent' | 'account';

export const noIssuerRoutes: IssuerRoutes = { issuerPath: '', legacyRootAliases: 'off', pagesOff: [] };

/** What a kind brings into the module of its registration, beside a verifier. */
export interface PlugIn extends Pick<ModuleMetadata, 'imports' | 'controllers' | 'providers' | 'exports'> {
  /** Origin-relative paths of its own routes, which no global prefix may move. */
  readonly fixedPaths: readonly string[];
}

/**
 * A level, or a part of one: how its options are read, who verifies tokens, and what else it plugs into the module. The
 * root module knows kinds only by this interface.
 */
export interface AuthKind<Options, Settings = unknown> {
  /** Name in messages and in `MCP_AUTH`, for example `jwt`. */
  readonly name: string;
  /** Whether protected-resource metadata is published, so that challenges may link it (RFC 9728 §5.1). */
  readonly resourceMetadata: 'published' | 'none';
  /** Issuers that the options name; one that is not loopback puts the process into production. */
  issuersOf(options: Options): readonly string[];
  /** Whether the options say for whom tokens are, so that no resource is needed for it. */
  namesAudience?(options: Options): boolean;
  resolve(options: Options, context: AuthContext): Resolution<Settings>;
  /** Absent where `plugIn` binds `TokenVerifier` by itself; such a kind serves one resource only. */
  createVerifier?(settings: Settings, ports: VerifierPorts): TokenVerifier;
  /** By what a token of this kind is known before anybody has verified it; absent where it can stand only alone. */
  marksOf?(settings: Settings): TokenMarks;
  /** Tells when a token is revoked, where the kind hears of that by itself. */
  createRevocationNotices?(ports: VerifierPorts): RevocationNotices;
  /** What the metadata and the challenges tell; needed where `resourceMetadata` is `published`. */
  publish?(settings: Settings): ResourcePublication;
  /** The form in which clients ask for a scope, where it differs from the one in tokens. */
  advertisedScope?(settings: Settings, scope: string): string;
  /** Whether it is an authorization server itself, of which there can be one. */
  readonly authorizationServer?: 'own';
  /** Where the options put the routes of an authorization server of our own, or what stands in for one; absent for kinds that have none. */
  issuerRoutesOf?(options: Options): IssuerRoutes;
  /** Called once per registration. Settings arrive later, under the token `AuthSettings`. */
  plugIn?(structure: EndpointStructure): PlugIn;
  /** What of the settings is under that token. Default: all. */
  plugInSettings?(settings: Settings): unknown;
  /** How the environment says the options; absent where it cannot. */
  readonly environment?: EnvironmentForm;
}

/** A kind that verifies tokens all by itself, so that other kinds can hold it inside. */
export interface VerifierKind<Options, Settings = unknown> extends AuthKind<Options, Settings> {
  readonly resourceMetadata: 'none';
  createVerifier(settings: Settings, ports: VerifierPorts): TokenVerifier;
  /** By what a token of this kind is known before anybody has verified it. */
  marksOf(settings: Settings): TokenMarks;
}

/**
 * By what tokens are known to be for a verifier. A token goes to exactly one: a JWT to the one that has its `iss`, any other to
 * the one that has its prefix, else to the one that takes all others.
 */
export interface TokenMarks {
  /** `iss` of its JWTs. */
  readonly issuers: readonly string[];
  /** What its other tokens begin with; `''` where nothing marks them. None where all its tokens are JWTs. */
  readonly prefixes: readonly string[];
}

export interface VerifierPorts {
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly outbound: Outbound;
  readonly auditTrail: AuditTrail;
  /** Finds what the kind has plugged into the module of `forRoot`; not before a token is to be verified. */
  readonly find: <Found>(token: Abstract<Found>) => Found;
}

/** The value of an `auth:` option: a kind and its options. Making one does no I/O and reads no environment. */
export interface AuthValue<Options = unknown, Kind extends AuthKind<Options> = AuthKind<Options>> {
  readonly kind: Kind;
  readonly options: Options;
}

/** An `auth:` value that is a verifier. */
export type VerifierValue<Options = unknown> = AuthValue<Options, VerifierKind<Options>>;

/** What users call. It carries its kind, so that `forRootAsync` knows the structure before the options. */
export type AuthFactory<Options, Kind extends AuthKind<Options> = AuthKind<Options>> = ((
  ...given: object extends Options ? [options?: Options] : [options: Options]
) => AuthValue<Options, Kind>) & { readonly kind: Kind };

/** Makes the factory of a kind. */
export function defineAuth<Options, Kind extends AuthKind<Options>>(kind: Kind): AuthFactory<Options, Kind> {
  // Without options the kind tells what is missing, at start and all at once.
  const make = (options?: Options) => Object.freeze({ kind, options: options ?? ({} as Options) });
  return Object.assign(make, { kind });
}

/** Injection token of the kind's own settings. */
export const AuthSettings = Symbol('AuthSettings');
