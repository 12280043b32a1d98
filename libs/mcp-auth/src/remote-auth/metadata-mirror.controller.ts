import { All, Controller, Inject, Req, Res, UseFilters, VERSION_NEUTRAL, type Type } from '@nestjs/common';
import { Public } from '../access-control/public.decorator.js';
import { rawRequest, rawResponse, takeOver } from '../http/http-exchange.js';
import { jsonReply, writeReply } from '../http/http-reply.js';
import { OwnRouteFilter } from '../http/own-route.filter.js';
import { MetadataMirror } from './metadata-mirror.js';
import { publicDocumentReply, readableByAll } from './public-document.js';

/** Makes the controller of one route: Nest keys routes by class, so a class is never shared. */
export function metadataMirrorController(path: string): Type {
  @Controller({ path, version: VERSION_NEUTRAL })
  @Public()
  @UseFilters(OwnRouteFilter)
  class MetadataMirrorController {
    constructor(@Inject(MetadataMirror) private readonly mirror: MetadataMirror) {}

    @All()
    async read(@Req() request: object, @Res() response: object): Promise<void> {
      const raw = { request: rawRequest(request), response: rawResponse(response) };
      if (raw.request === undefined || raw.response === undefined) return;
      takeOver(response);
      const method = raw.request.method ?? 'GET';
      const document = method === 'GET' || method === 'HEAD' ? await this.mirror.read() : {};
      writeReply(raw.response, document === undefined ? unavailable : publicDocumentReply(method, document));
    }
  }
  return MetadataMirrorController;
}

/** What exactly went wrong is nobody's business but the operator's. */
const unavailable = jsonReply(
  503,
  { error: 'temporarily_unavailable', error_description: 'The authorization server cannot be asked at the moment' },
  { ...readableByAll, 'retry-after': '3' },
);
