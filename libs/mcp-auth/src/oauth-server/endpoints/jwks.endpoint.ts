import { Inject, Injectable } from '@nestjs/common';
import { jsonReply, type HttpReply } from '../../http/http-reply.js';
import { Signer } from '../signing-keys/signer.js';
import { OAuthEndpoint } from './oauth-endpoint.js';

/** Public keys (RFC 7517 §5). */
@Injectable()
export class JwksEndpoint extends OAuthEndpoint {
  constructor(@Inject(Signer) private readonly signer: Signer) {
    super();
  }

  async answer(): Promise<HttpReply> {
    const keys = (await this.signer.publicKeys()).map(({ keyId, algorithm, jwk }) => {
      return { ...jwk, kid: keyId, alg: algorithm, use: 'sig' };
    });
    return jsonReply(200, { keys }, { 'cache-control': 'public, max-age=300' });
  }
}
