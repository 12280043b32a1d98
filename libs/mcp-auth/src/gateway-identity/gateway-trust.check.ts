import type { RequestFields } from '../core/request-verifier.js';
import { hasDigest } from '../core/secret-digest.js';

/** How a gateway proves itself, read and complete. */
export type GatewayProof =
  | { readonly by: 'certificate'; readonly peerNames: readonly string[] }
  | { readonly by: 'secret'; readonly secretHeader: string; readonly secretDigest: string };

/** Whether the gateway has sent this request: nothing else makes its headers worth anything. */
export function isFromGateway(request: RequestFields, proof: GatewayProof): boolean {
  switch (proof.by) {
    case 'certificate':
      return request.peer?.names.some((name) => proof.peerNames.includes(name)) === true;
    case 'secret':
      return request.valuesOf(proof.secretHeader).some((value) => hasDigest(value, proof.secretDigest));
  }
}
