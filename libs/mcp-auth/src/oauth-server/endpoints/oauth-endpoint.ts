import type { IncomingMessage } from 'node:http';
import type { AuditedRequest } from '../../core/audit/audit-events.js';
import type { OAuthError } from '../../core/errors/oauth-error.js';
import type { HttpReply } from '../../http/http-reply.js';
import { oauthErrorReply } from './oauth-reply.js';

/** One request to an endpoint, its body read and not yet parsed. */
export interface EndpointRequest {
  readonly raw: IncomingMessage;
  /** Form-encoded, without the question mark. */
  readonly query: string;
  /** Empty where the request has none. */
  readonly body: string;
  /** Every `Authorization` field. */
  readonly authorization: readonly string[];
  /** For the audit trail; the client gets the same correlation id where something goes wrong. */
  readonly origin: AuditedRequest;
}

/** Decides nothing itself: parses a request, has it decided, renders the answer. */
export abstract class OAuthEndpoint {
  /** @throws OAuthError, to be told to whoever asked */
  abstract answer(request: EndpointRequest): Promise<HttpReply>;

  /** How this endpoint tells a refusal: as OAuth's JSON, save where people are asked. */
  refuse(error: OAuthError, { authorization, origin }: EndpointRequest): HttpReply {
    return oauthErrorReply(error, origin.correlationId, authorization.length > 0 ? 'used_header' : 'used_none');
  }
}
