import { Inject, Injectable } from '@nestjs/common';
import { jsonReply, type HttpReply } from '../../http/http-reply.js';
import { OAuthEndpoint } from './oauth-endpoint.js';
import { ServerMetadata } from './server-metadata.js';

/** What clients have to know of this server (RFC 8414), the same for those that look for OpenID Connect. */
@Injectable()
export class ServerMetadataEndpoint extends OAuthEndpoint {
  constructor(@Inject(ServerMetadata) private readonly metadata: ServerMetadata) {
    super();
  }

  answer(): Promise<HttpReply> {
    return Promise.resolve(jsonReply(200, this.metadata.document(), { 'cache-control': 'public, max-age=300' }));
  }
}
