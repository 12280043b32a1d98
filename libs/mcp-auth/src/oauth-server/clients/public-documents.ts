import { Injectable } from '@nestjs/common';
import { publicDocumentFetch } from '../../outbound/public-fetch.js';
import type { FetchDocument } from '../../outbound/request-json.js';

/** Documents at URLs that clients brought, which nobody configured: fetched by the rules for public URLs. */
@Injectable()
export class PublicDocuments {
  readonly fetch: FetchDocument = publicDocumentFetch();
}
