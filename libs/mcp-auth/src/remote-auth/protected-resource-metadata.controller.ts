import { All, Controller, Inject, Req, Res, UseFilters, VERSION_NEUTRAL, type Type } from '@nestjs/common';
import { Public } from '../access-control/public.decorator.js';
import { rawRequest, rawResponse, takeOver } from '../http/http-exchange.js';
import { jsonReply, writeReply, type HttpReply } from '../http/http-reply.js';
import { noSuchRoute } from '../http/no-such-route.js';
import { OwnRouteFilter } from '../http/own-route.filter.js';
import { publicDocumentReply } from './public-document.js';

/** The document and where it may be read. */
export interface PublishedMetadata {
  readonly document: () => Readonly<Record<string, unknown>>;
  /** Whether the document also stands at the origin's root, for clients that look only there. */
  readonly rootAlias: 'on' | 'off';
}
export const PublishedMetadata = Symbol('PublishedMetadata');

/** Where a route stands: at the path of its resource, or at the root of the origin. */
export type MetadataPlace = 'resource' | 'root';

/**
 * Makes the controller of one route: Nest keys routes by class, so a class is never shared. It writes its answers
 * itself, so that no interceptor of the application can wrap the document.
 */
export function protectedResourceMetadataController(path: string, place: MetadataPlace): Type {
  @Controller({ path, version: VERSION_NEUTRAL })
  @Public()
  @UseFilters(OwnRouteFilter)
  class ProtectedResourceMetadataController {
    constructor(@Inject(PublishedMetadata) private readonly metadata: PublishedMetadata | undefined) {}

    @All()
    read(@Req() request: object, @Res() response: object): void {
      // At level 1 there is no such route, as far as anybody can see.
      if (this.metadata === undefined) return noSuchRoute();
      const raw = { request: rawRequest(request), response: rawResponse(response) };
      if (raw.request === undefined || raw.response === undefined) return;
      takeOver(response);
      writeReply(raw.response, metadataReply(raw.request.method ?? 'GET', place, this.metadata));
    }
  }
  return ProtectedResourceMetadataController;
}

/** Answers one request for the document. Pure. */
export function metadataReply(
  method: string,
  place: MetadataPlace,
  { document, rootAlias }: PublishedMetadata,
): HttpReply {
  if (place === 'root' && rootAlias === 'off') return jsonReply(404, { error: 'not_found' });
  return publicDocumentReply(method, document());
}
