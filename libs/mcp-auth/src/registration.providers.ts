import type { DynamicModule, InjectionToken, Provider } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule, ModuleRef } from '@nestjs/core';
import { AccessDecisions } from './access-control/access-decisions.js';
import { AccessRulesReader } from './access-control/access-rules.reader.js';
import { AccessSettings } from './access-control/access.settings.js';
import { Policies } from './access-control/policies.js';
import { AuthSettings, type EndpointStructure, type PlugIn, type VerifierPorts } from './composition/auth-kind.js';
import { AuditTrail } from './core/audit/audit-trail.js';
import { Clock } from './core/clock.js';
import { Outbound } from './core/outbound.js';
import { PrincipalAccessor } from './core/principal-accessor.js';
import { Randomness } from './core/randomness.js';
import { NoRevocationNotices, RevocationNotices } from './core/revocation-notices.js';
import { ScopeHierarchy } from './core/scope-hierarchy.js';
import { ServedResources } from './core/served-resources.js';
import { TokenVerifier } from './core/token-verifier.js';
import { protectedResourceMetadataUrl } from './core/well-known-urls.js';
import { ChallengeSettings } from './http/bearer-refusal.js';
import { BearerRefusals } from './http/bearer-refusals.js';
import { EarlyRoutes } from './http/early-routes.js';
import { UpgradeRequests } from './http/upgrade-requests.js';
import type { TransportChoice } from './mcp-auth.module-definition.js';
import { ModuleResources } from './module-resources.js';
import { DeclaredScopes } from './declared-scopes.js';
import { AuditSettings } from './options/audit.settings.js';
import { LimitsSettings } from './options/limits.settings.js';
import { OfferedScopes } from './options/offered-scopes.js';
import { OutboundSettings } from './options/outbound.settings.js';
import { ResourceSettings } from './options/resource.settings.js';
import { PassportRegistration, StrategyName } from './passport/passport-registration.js';
import { portBindings } from './port-bindings.js';
import { metadataParts, Publication, type MetadataParts } from './remote-auth/metadata.providers.js';
import { RegisteredResources } from './registered-resources.js';
import { Registration } from './registration.js';
import type { RegisteredStructure } from './registered-structure.js';
import { ResolvedOptions, type ResolvedAuth } from './resolved-options.js';
import { servesComponentsOf } from './served-components.js';
import { strategyName } from './strategy-name.js';
import { AcceptanceRecord } from './token-verification/acceptance-record.js';
import { ApplicationGuard } from './token-verification/application.guard.js';
import { GuardedResource } from './token-verification/guarded-resource.js';
import { McpAuthGuard } from './token-verification/mcp-auth.guard.js';
import { RequestAuthenticator, ResourceScopes } from './token-verification/request-authenticator.js';
import { ComponentFilter } from './transport/component-registry.js';
import { RequirementsWithoutGuard } from './token-verification/requirements-without-guard.js';
import { ProbeRecord, RpcProbe } from './token-verification/rpc-probe.js';
import { ResourcesOfHandlers } from './token-verification/resources-of-handlers.js';
import { RpcReach } from './token-verification/rpc-reach.js';
import { ScopedPrincipalAccessor } from './token-verification/scoped.principal-accessor.js';
import { TransportSettings } from './transport/transport.settings.js';
import { transportParts } from './transport/transport.providers.js';

/** The options of `forRoot`, for the features beside it. */
export const RootOptions = Symbol('RootOptions');

/** The way out of `forRoot`, which is that of the features beside it: one pool of connections is enough. */
const RootOutbound = Symbol('RootOutbound');

const nothing: PlugIn & MetadataParts & Pick<DynamicModule, 'exports'> = {
  controllers: [],
  fixedPaths: [],
  providers: [],
  exports: [],
};

/** The dynamic module of `forRoot`: its parts are the transport, the metadata and what the kind plugs in. */
export function rootParts(structure: RegisteredStructure): Omit<DynamicModule, 'module'> {
  const { kind } = structure;
  const plugIn = kind.plugIn?.(structure) ?? nothing;
  const metadata = kind.resourceMetadata === 'none' ? nothing : metadataParts(structure, ['resource', 'root']);
  const guard = structure.guard === 'application' ? applicationGuard : nothing;
  const parts = registrationParts('application', structure, [metadata, plugIn, guard]);
  return {
    ...parts,
    global: true,
    imports: [...(parts.imports ?? []), ...(plugIn.imports ?? [])],
    providers: [
      ...(parts.providers ?? []),
      ...(kind.createVerifier === undefined ? [] : [verifierProvider]),
      { provide: RootOptions, useExisting: ResolvedOptions },
      { provide: RootOutbound, useExisting: Outbound },
      { provide: PrincipalAccessor, useClass: ScopedPrincipalAccessor },
      { provide: ServedResources, useClass: RegisteredResources },
      RequirementsWithoutGuard,
    ],
    exports: [...exportsOf(parts), ...exportsOf(plugIn), RootOptions, RootOutbound, PrincipalAccessor],
  };
}

const exportsOf = ({ exports = [] }: Pick<DynamicModule, 'exports'>) => exports;

/** The dynamic module of `forFeature`. Which level it has is known only later, so a metadata route is always there. */
export function featureParts(structure: Structure): Omit<DynamicModule, 'module'> {
  const parts = registrationParts('feature', structure, [metadataParts(structure, ['resource'])]);
  const outbound = {
    provide: Outbound,
    inject: [{ token: RootOutbound, optional: true }],
    useFactory: (root: Outbound | undefined) => root,
  };
  return { ...parts, providers: [...(parts.providers ?? []), outbound, verifierProvider] };
}

/** What the guard of a whole application brings. */
const applicationGuard: PlugIn = {
  fixedPaths: [],
  controllers: [RpcProbe],
  providers: [
    ProbeRecord,
    RpcReach,
    { provide: ResourcesOfHandlers, useClass: ModuleResources },
    ApplicationGuard,
    { provide: APP_GUARD, useExisting: ApplicationGuard },
  ],
};

/** What kinds make their verifiers with. */
const Ports = Symbol('VerifierPorts');

const verifierPorts: Provider = {
  provide: Ports,
  inject: [Clock, Randomness, Outbound, AuditTrail, ModuleRef],
  useFactory: (
    clock: Clock,
    randomness: Randomness,
    outbound: Outbound,
    auditTrail: AuditTrail,
    moduleRef: ModuleRef,
  ): VerifierPorts => ({
    clock,
    randomness,
    outbound,
    auditTrail,
    find: (token) => moduleRef.get(token, { strict: false }),
  }),
};

const revocationNotices: Provider = {
  provide: RevocationNotices,
  inject: [ResolvedOptions, Ports],
  useFactory: ({ auth: { value } }: ResolvedOptions, ports: VerifierPorts) =>
    value.kind.createRevocationNotices?.(ports) ?? new NoRevocationNotices(),
};

const verifierProvider: Provider = {
  provide: TokenVerifier,
  inject: [ResolvedOptions, Ports],
  useFactory: ({ auth: { value, settings } }: ResolvedOptions, ports: VerifierPorts) =>
    value.kind.createVerifier?.(settings, ports),
};

interface Structure extends EndpointStructure {
  readonly transport: TransportChoice;
}

function registrationParts(
  role: Registration['role'],
  structure: Structure,
  brought: readonly PlugIn[],
): Omit<DynamicModule, 'module'> {
  const isServed = structure.transport !== 'none';
  const transport = isServed ? transportParts(structure) : nothing;
  const controllers = [...brought.flatMap((part) => part.controllers ?? []), ...(transport.controllers ?? [])];
  const fixedPaths = [...brought.flatMap((part) => part.fixedPaths), ...(isServed ? [structure.path] : [])];
  const registration: Registration = { role, path: structure.path, controllers, fixedPaths };
  return {
    imports: [DiscoveryModule],
    controllers,
    providers: [
      ...portBindings,
      verifierPorts,
      revocationNotices,
      { provide: Registration, useValue: registration },
      { provide: ComponentFilter, useValue: servesComponentsOf(registration) },
      ...settingsSlices,
      ...brought.flatMap((part) => part.providers ?? []),
      ...(transport.providers ?? []),
      AcceptanceRecord,
      RequestAuthenticator,
      AccessRulesReader,
      AccessDecisions,
      Policies,
      BearerRefusals,
      GuardedResource,
      EarlyRoutes,
      UpgradeRequests,
      McpAuthGuard,
      PassportRegistration,
    ],
    exports: [TokenVerifier, GuardedResource, AccessRulesReader, McpAuthGuard, ...(transport.exports ?? [])],
  };
}

const slice = (token: InjectionToken, useFactory: (options: ResolvedOptions) => unknown): Provider => ({
  provide: token,
  inject: [ResolvedOptions],
  useFactory,
});

/** The resolved options, cut into what each folder needs. */
const settingsSlices: readonly Provider[] = [
  slice(AuthSettings, ({ auth: { value, settings } }) =>
    value.kind.plugInSettings === undefined ? settings : value.kind.plugInSettings(settings),
  ),
  slice(Publication, ({ auth: { value, settings } }) => value.kind.publish?.(settings)),
  slice(ResourceScopes, ({ base }): ResourceScopes => ({ required: base.scopes.required })),
  slice(ResourceSettings, ({ base, auth }): ResourceSettings => {
    return { ...base, advertised: advertisedBy(auth) };
  }),
  slice(TransportSettings, ({ base, server, changes }): TransportSettings => ({ ...base, server, changes })),
  slice(AuditSettings, ({ audit, base: { resource }, limits: { trustedProxies } }): AuditSettings => {
    return { ...audit, resource, trustedProxies };
  }),
  slice(LimitsSettings, ({ limits }) => limits),
  slice(OutboundSettings, ({ outbound }) => outbound),
  slice(AccessSettings, ({ access }) => access),
  slice(ScopeHierarchy, ({ base }) => new ScopeHierarchy(base.scopes.implies)),
  { provide: ChallengeSettings, inject: [ResolvedOptions, OfferedScopes], useFactory: challengeSettings },
  { provide: OfferedScopes, useClass: DeclaredScopes },
  {
    provide: StrategyName,
    inject: [Registration, ResolvedOptions, { token: RootOptions, optional: true }],
    useFactory: ({ role, path }: Registration, own: ResolvedOptions, root: ResolvedOptions = own) =>
      role === 'application' ? strategyName() : strategyName(path, root.base.path),
  },
];

function advertisedBy({ value, settings }: ResolvedAuth): (scope: string) => string {
  return (scope) => value.kind.advertisedScope?.(settings, scope) ?? scope;
}

function challengeSettings({ base, auth }: ResolvedOptions, offered: OfferedScopes): ChallengeSettings {
  const isPublished = auth.value.kind.resourceMetadata === 'published' && base.resource !== undefined;
  return {
    requiredScopes: base.scopes.required,
    offeredScopes: () => offered.list(),
    challengeScopes: base.challengeScopes,
    advertised: advertisedBy(auth),
    furtherScopes: auth.value.kind.publish?.(auth.settings).furtherScopes ?? [],
    ...(isPublished && { resourceMetadataUrl: protectedResourceMetadataUrl(base.resource) }),
  };
}
