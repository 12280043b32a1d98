import type { ServedResource } from '../../core/served-resources.js';
import type { Client } from '../model/client.js';
import type { SentAuthorizationRequest } from '../requests/authorization.request.js';

/** What a check may look at. */
export interface CheckedRequest {
  readonly sent: SentAuthorizationRequest;
  readonly client: Client;
  readonly resources: readonly ServedResource[];
}

/** @throws OAuthError where the request fails it */
export type AuthorizeCheck = (request: CheckedRequest) => void;
