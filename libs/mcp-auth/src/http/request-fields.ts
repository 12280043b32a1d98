import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { RequestFields, TlsPeer } from '../core/request-verifier.js';
import { headerFields } from './http-exchange.js';

/** What a verifier may see of this request. */
export function requestFieldsOf(request: IncomingMessage): RequestFields {
  return {
    valuesOf: (name) => headerFields(request, name.toLowerCase()),
    get peer() {
      return peerOf(request.socket as Partial<TLSSocket>);
    },
  };
}

/** Without `authorized` a certificate is something that anybody can make. */
function peerOf(socket: Partial<TLSSocket>): TlsPeer | undefined {
  if (socket.authorized !== true) return undefined;
  const { subjectaltname = '' } = socket.getPeerCertificate?.() ?? {};
  // Names with a comma inside are quoted by Node, and no name that an operator would list.
  return { names: subjectaltname.split(', ').filter((name) => name !== '') };
}
