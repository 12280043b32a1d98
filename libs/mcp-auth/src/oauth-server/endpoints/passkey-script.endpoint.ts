import { Injectable } from '@nestjs/common';
import type { HttpReply } from '../../http/http-reply.js';
import { passkeyScript } from '../pages/passkey-script.js';
import { OAuthEndpoint } from './oauth-endpoint.js';

/** Serves the script of the pages. */
@Injectable()
export class PasskeyScriptEndpoint extends OAuthEndpoint {
  answer(): Promise<HttpReply> {
    const headers = {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    };
    return Promise.resolve({ status: 200, headers, body: passkeyScript });
  }
}
