import type { InjectionToken, Provider } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { AuthSettings, type EndpointStructure, type IssuerRoutes, type PlugIn } from '../composition/auth-kind.js';
import { Clock, SharedClock } from '../core/clock.js';
import { Randomness } from '../core/randomness.js';
import { RevocationBroadcast } from '../core/revocation-broadcast.js';
import type { TokenVerifier } from '../core/token-verifier.js';
import { applicationParts } from './application-parts.providers.js';
import { ApplicationSigner } from './application-parts.js';
import { AuthorizationFlow } from './authorize/authorization-flow.js';
import { AuthorizationOutcomes } from './authorize/authorization-outcomes.js';
import { AuthorizationRefusals } from './authorize/authorization-refusals.js';
import { ClientOfRequest } from './authorize/client-of-request.js';
import { CodeSettings } from './authorize/code.settings.js';
import { Interactions } from './authorize/interactions.js';
import { CodeIssuer } from './authorize/issue-code.js';
import { PushedRequests } from './authorize/pushed-requests.js';
import { SentRequests } from './authorize/sent-requests.js';
import { Visits } from './authorize/visits.js';
import { clientAuthentications } from './clients/authentication/index.js';
import { ClientAuthentications, ClientAuthenticator } from './clients/client-authenticator.js';
import { ClientDocuments } from './clients/client-documents.js';
import { ClientFactory } from './clients/client-factory.js';
import { ClientKeySets } from './clients/client-key-sets.js';
import { ClientLookup } from './clients/client-lookup.js';
import { ClientManagement } from './clients/client-management.js';
import { ClientRegistration } from './clients/client-registration.js';
import { ClientSettings } from './clients/client.settings.js';
import { ClientUse } from './clients/client-use.js';
import { ConfiguredClients } from './clients/configured-clients.js';
import { FetchedClientDocuments } from './clients/fetched.client-documents.js';
import { InitialAccess } from './clients/initial-access.js';
import { RegistrableGrants } from './clients/registrable-grants.js';
import { AuthorizationServerHealth } from './authorization-server-health.js';
import { broadcastOf } from './broadcast-of.js';
import { ConsentMemory } from './consent/consent-memory.js';
import { ConsentSettings } from './consent/consent.settings.js';
import { AccountActions } from './endpoints/account.endpoint.js';
import { accountActions } from './endpoints/account-actions/index.js';
import { DerivedServerMetadata, ServedEndpoints } from './endpoints/derived.server-metadata.js';
import { EndpointAnswers } from './endpoints/endpoint-answers.js';
import { EndpointAvailability } from './endpoints/endpoint-availability.js';
import { EndpointLimits, EndpointLimitSettings } from './endpoints/endpoint-limits.js';
import { endpointController } from './endpoints/endpoint.controller.js';
import type { EndpointRow } from './endpoints/endpoint-row.js';
import { endpoints } from './endpoints/index.js';
import { ServerMetadata } from './endpoints/server-metadata.js';
import { Grants } from './endpoints/token.endpoint.js';
import { FamilyAccess } from './grants/family-access.js';
import { FirstTokens } from './grants/first-tokens.js';
import type { Grant } from './grants/grant.js';
import { grants } from './grants/index.js';
import { GrantAdministration } from './grant-administration.js';
import { SessionSettings } from './login/session.settings.js';
import { ExpiredRecordsJob } from './maintenance/expired-records.job.js';
import { RevocationFeedJob } from './maintenance/revocation-feed.job.js';
import { SigningKeysJob } from './maintenance/signing-keys.job.js';
import { StoreClock } from './maintenance/store-clock.js';
import { StoreClockJob } from './maintenance/store-clock.job.js';
import { MaintenanceSettings } from './maintenance/maintenance.settings.js';
import { OAuthServerStart } from './oauth-server-start.js';
import type { OAuthServerSettings } from './oauth-server.settings.js';
import { PageSettings } from './endpoints/page.settings.js';
import { peopleServices } from './people.providers.js';
import { RevocationFeed } from './revocations/revocation-feed.js';
import { RevocationSettings } from './revocations/revocation.settings.js';
import { Store } from './repositories/store.js';
import { EncryptionKeys } from './signing-keys/encryption-keys.js';
import { KeyRing } from './signing-keys/key-ring.js';
import { Signer } from './signing-keys/signer.js';
import { openedEncryptionKeys } from './signing-keys/opened-encryption-keys.js';
import { SigningKeySettings } from './signing-keys/signing-key.settings.js';
import { storeOf } from './store-of.js';
import { SigningKeyAdministration } from './signing-key-administration.js';
import { UserAdministration } from './user-administration.js';
import { StoredClients } from './stored-clients.js';
import { AccessTokenIssuer } from './tokens/access-token.issuer.js';
import { FamilyEnd } from './tokens/family-end.js';
import { IntrospectionJwt } from './tokens/introspection-jwt.js';
import { OwnAccessTokens, OwnJwtVerifier } from './tokens/own-access-tokens.js';
import { ownJwtVerifier } from './tokens/own-jwt-verifier.js';
import { Succession } from './tokens/succession.js';
import { TokenIntrospection } from './tokens/token-introspection.js';
import { TokenRevocation } from './tokens/token-revocation.js';
import { TokenSettings } from './tokens/token.settings.js';

/** What the authorization server brings into the module of `forRoot`. */
export function authorizationServerParts({ issuerRoutes }: EndpointStructure): PlugIn {
  const served = endpoints.filter(
    ({ pagePart }) => pagePart === undefined || !issuerRoutes.pagesOff.includes(pagePart),
  );
  const routes = served.flatMap((row) => pathsOf(row, issuerRoutes).map((path) => ({ row, path })));
  return {
    controllers: routes.map(({ row, path }) => endpointController(row, path)),
    fixedPaths: routes.map(({ path }) => path),
    exports: [
      AuthorizationServerHealth,
      GrantAdministration,
      SigningKeyAdministration,
      StoredClients,
      UserAdministration,
    ],
    providers: [
      ...slices,
      ...applicationParts,
      ...listed(Grants, grants),
      ...listed(ClientAuthentications, clientAuthentications),
      ...listed(AccountActions, accountActions),
      ...served.map(({ endpoint }) => endpoint),
      { provide: RegistrableGrants, inject: [Grants], useFactory: registrableOf },
      { provide: ServedEndpoints, useValue: served },
      { provide: ServerMetadata, useClass: DerivedServerMetadata },
      { provide: Store, inject: [AuthSettings, ModuleRef, Clock], useFactory: storeOf },
      StoreClock,
      { provide: SharedClock, useExisting: StoreClock },
      { provide: RevocationBroadcast, inject: [AuthSettings], useFactory: broadcastOf },
      { provide: EncryptionKeys, inject: [AuthSettings, Randomness], useFactory: encryptionKeysOf },
      KeyRing,
      { provide: Signer, inject: [AuthSettings, ModuleRef, KeyRing], useFactory: signerOf },
      { provide: OwnJwtVerifier, inject: [TokenSettings, Signer, SharedClock], useFactory: ownVerifierOf },
      { provide: ClientDocuments, useClass: FetchedClientDocuments },
      ...services,
      ...peopleServices,
    ],
  };
}

const services: readonly Provider[] = [
  OAuthServerStart,
  AccessTokenIssuer,
  AuthorizationFlow,
  AuthorizationOutcomes,
  AuthorizationRefusals,
  AuthorizationServerHealth,
  ClientAuthenticator,
  ClientFactory,
  ClientKeySets,
  ClientLookup,
  ClientManagement,
  ClientOfRequest,
  ClientRegistration,
  ClientUse,
  CodeIssuer,
  ConsentMemory,
  EndpointAnswers,
  EndpointAvailability,
  EndpointLimits,
  ExpiredRecordsJob,
  FamilyAccess,
  FamilyEnd,
  FirstTokens,
  GrantAdministration,
  InitialAccess,
  Interactions,
  IntrospectionJwt,
  OwnAccessTokens,
  PushedRequests,
  RevocationFeed,
  RevocationFeedJob,
  SentRequests,
  SigningKeyAdministration,
  SigningKeysJob,
  StoreClockJob,
  StoredClients,
  Succession,
  TokenIntrospection,
  TokenRevocation,
  Visits,
];

function pathsOf(
  { paths, legacyPath }: EndpointRow,
  { issuerPath, legacyRootAliases }: IssuerRoutes,
): readonly string[] {
  const isAliased = legacyRootAliases === 'on' && legacyPath !== undefined;
  return [...new Set([...paths(issuerPath), ...(isAliased ? [legacyPath] : [])])];
}

function registrableOf(all: readonly Grant[]): readonly string[] {
  return all.filter(({ registrableBy }) => registrableBy === 'clients').map(({ grantType }) => grantType);
}

const slice = (provide: InjectionToken, useFactory: (settings: OAuthServerSettings) => unknown): Provider => ({
  provide,
  inject: [AuthSettings],
  useFactory,
});

const slices: readonly Provider[] = [
  slice(CodeSettings, ({ code }) => code),
  slice(TokenSettings, ({ tokens }) => tokens),
  slice(ClientSettings, ({ clients }) => clients),
  slice(ConfiguredClients, ({ clients }) => clients),
  slice(SigningKeySettings, ({ signingKeys }) => signingKeys),
  slice(MaintenanceSettings, ({ clients }) => {
    return { unusedRegistrationTtlSeconds: clients.registration.unusedTtlSeconds };
  }),
  slice(RevocationSettings, ({ revocations }) => revocations),
  slice(ConsentSettings, ({ consent }) => consent),
  slice(SessionSettings, ({ sessions }) => sessions),
  slice(PageSettings, ({ pages }) => pages),
  slice(EndpointLimitSettings, ({ endpointLimits }) => endpointLimits),
];

/** Every class of a list, and the list of their instances. */
function listed(token: InjectionToken, classes: readonly (abstract new (...given: never[]) => object)[]): Provider[] {
  const providers = classes.map((one) => one as unknown as Provider);
  return [...providers, { provide: token, inject: [...classes], useFactory: (...instances: unknown[]) => instances }];
}

/** Introspection and revocation are about tokens for any resource. */
function ownVerifierOf({ issuer }: TokenSettings, signer: Signer, clock: Clock): TokenVerifier {
  return ownJwtVerifier({ issuer, audiences: [/./], signer: () => signer, clock });
}

function signerOf({ parts: { signer } }: OAuthServerSettings, moduleRef: ModuleRef, keyRing: KeyRing): Signer {
  return signer === undefined ? keyRing : new ApplicationSigner(signer, moduleRef);
}

function encryptionKeysOf({ encryption }: OAuthServerSettings, randomness: Randomness): Promise<EncryptionKeys> {
  return openedEncryptionKeys(encryption, randomness);
}
