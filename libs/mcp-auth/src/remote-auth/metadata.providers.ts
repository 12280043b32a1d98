import type { Provider, Type } from '@nestjs/common';
import type { EndpointStructure } from '../composition/auth-kind.js';
import type { ResourcePublication } from '../core/resource-publication.js';
import { unionOfScopes } from '../core/scopes.js';
import { protectedResourceMetadataPath, protectedResourcePath } from '../core/well-known-urls.js';
import { OfferedScopes } from '../options/offered-scopes.js';
import { ResourceSettings } from '../options/resource.settings.js';
import { protectedResourceMetadata } from './protected-resource-metadata.js';
import {
  protectedResourceMetadataController,
  PublishedMetadata,
  type MetadataPlace,
} from './protected-resource-metadata.controller.js';

/** Injection token of what is published; undefined at level 1, where nothing is. */
export const Publication = Symbol('Publication');

/** What the metadata of a resource brings into the module of its registration. */
export interface MetadataParts {
  readonly controllers: Type[];
  readonly fixedPaths: readonly string[];
  readonly providers: Provider[];
}

/** The metadata routes of one resource, at the places that are given. */
export function metadataParts({ path }: EndpointStructure, places: readonly MetadataPlace[]): MetadataParts {
  const routes = places.map((place) => ({
    place,
    path: place === 'root' ? protectedResourcePath : protectedResourceMetadataPath(path),
  }));
  return {
    controllers: routes.map((route) => protectedResourceMetadataController(route.path, route.place)),
    fixedPaths: routes.map((route) => route.path),
    providers: [
      {
        provide: PublishedMetadata,
        inject: [Publication, ResourceSettings, OfferedScopes],
        useFactory: publishedMetadata,
      },
    ],
  };
}

function publishedMetadata(
  publication: ResourcePublication | undefined,
  { resource, advertised }: ResourceSettings,
  offered: OfferedScopes,
): PublishedMetadata | undefined {
  if (publication === undefined || resource === undefined) return undefined;
  const { authorizationServers, resourceName, documentationUrl, rootAlias, furtherScopes = [] } = publication;
  const document = () =>
    protectedResourceMetadata({
      resource,
      authorizationServers,
      offeredScopes: unionOfScopes(offered.list().map(advertised), furtherScopes),
      ...(resourceName !== undefined && { name: resourceName }),
      ...(documentationUrl !== undefined && { documentationUrl }),
    });
  return { document, rootAlias };
}
