import { RoutingVerifier } from '../token-verification/verifiers/routing.verifier.js';
import { NoRevocationNotices } from '../core/revocation-notices.js';
import { ConfigurationError } from '../core/errors/configuration-error.js';
import { noIssuerRoutes, type AuthKind, type AuthValue, type VerifierPorts } from './auth-kind.js';
import { publicationOf, resolveParts, type ReadPart } from './multi.settings.js';

type Kind = AuthKind<unknown>;

/** What holds several values inside. */
export type MultiKind = AuthKind<readonly AuthValue[], readonly ReadPart[]>;

/** Kinds that were made, by the kinds inside them: the structure beside an asynchronous factory has to be the same one. */
const made: { readonly inside: readonly Kind[]; readonly kind: MultiKind }[] = [];

function multiKind(inside: readonly Kind[]): MultiKind {
  const known = made.find((one) => one.inside.length === inside.length && one.inside.every((k, i) => k === inside[i]));
  if (known !== undefined) return known.kind;
  const kind = newMultiKind(inside);
  made.push({ inside, kind });
  return kind;
}

function newMultiKind(inside: readonly Kind[]): MultiKind {
  const [own, ...furtherServers] = inside.filter(({ authorizationServer }) => authorizationServer === 'own');
  // The root of the origin is where older clients look for one authorization server, so only one value has routes there.
  const host = own ?? inside.find((kind) => kind.plugIn !== undefined);
  if (inside.length === 0) throw fault('needs at least one value such as jwtVerifier({ ... })');
  if (furtherServers.length > 0) throw fault('may have one authorization server of our own');
  return {
    name: 'multi',
    resourceMetadata: inside.some(({ resourceMetadata }) => resourceMetadata === 'published') ? 'published' : 'none',
    issuersOf: (values) => values.flatMap(({ kind, options }) => kind.issuersOf(options)),
    namesAudience: (values) => values.every(({ kind, options }) => kind.namesAudience?.(options) === true),
    resolve: resolveParts,
    createVerifier,
    publish: publicationOf,
    marksOf: (parts) => ({
      issuers: parts.flatMap(({ marks }) => marks.issuers),
      prefixes: parts.flatMap(({ marks }) => marks.prefixes),
    }),
    advertisedScope: (parts, scope) => {
      const told = parts.find(({ kind }) => kind.publish !== undefined) ?? parts[0];
      return told?.kind.advertisedScope?.(told.settings, scope) ?? scope;
    },
    ...(host !== undefined && hostMembers(host)),
  };
}

/** What the one value that has routes brings into the module, as if it stood alone. */
function hostMembers(host: Kind): Partial<MultiKind> {
  return {
    issuerRoutesOf: (values) => {
      const value = values.find(({ kind }) => kind === host);
      return (value && host.issuerRoutesOf?.(value.options)) ?? noIssuerRoutes;
    },
    plugIn: (structure) => host.plugIn?.(structure) ?? { fixedPaths: [] },
    plugInSettings: (parts) => parts.find(({ kind }) => kind === host)?.settings,
    ...(host.createRevocationNotices && {
      createRevocationNotices: (ports) => host.createRevocationNotices?.(ports) ?? new NoRevocationNotices(),
    }),
  };
}

function createVerifier(parts: readonly ReadPart[], ports: VerifierPorts): RoutingVerifier {
  return new RoutingVerifier(
    parts.flatMap(({ kind, settings, marks }) => {
      const verifier = kind.createVerifier?.(settings, ports);
      return verifier === undefined ? [] : [{ marks, verifier }];
    }),
  );
}

function fault(message: string): ConfigurationError {
  return new ConfigurationError([{ path: 'auth', message: `multiAuth ${message}` }]);
}

/**
 * Several values at once. Each token is seen by exactly one verifier: a JWT by that of its `iss`, another token by that of its
 * prefix, or by the only one that takes all others. Clients are told of all authorization servers, in this order.
 *
 * @example
 * McpAuthModule.forRoot({ resource, auth: multiAuth([oauthServer({ ... }), jwtVerifier({ ... })]) });
 */
export function multiAuth(values: readonly AuthValue[]): AuthValue<readonly AuthValue[], MultiKind> {
  const options = Object.freeze([...values]);
  return Object.freeze({ kind: multiKind(options.map(({ kind }) => kind)), options });
}

/**
 * The structure of several values, for `forRootAsync`, which has to know it before the options.
 *
 * @example
 * McpAuthModule.forRootAsync({ auth: multiAuth.of(oauthServer, jwtVerifier), useFactory: () => ({ ... }) });
 */
multiAuth.of = (...factories: readonly { readonly kind: AuthKind<never> }[]): { readonly kind: MultiKind } => ({
  kind: multiKind(factories.map(({ kind }) => kind as Kind)),
});
