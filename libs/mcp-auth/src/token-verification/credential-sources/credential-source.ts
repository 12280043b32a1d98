import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ExecutionContext } from '@nestjs/common';
import type { RefusalChannel } from '../refusal-channels/refusal-channel.js';

/** How one kind of Nest context brings a credential in, and takes a refusal out. */
export interface CredentialSource {
  /** What `context.getType()` says there. */
  readonly contextTypes: readonly string[];
  /** Undefined where the context does not have the shape that this source knows; it is then refused. */
  read(context: ExecutionContext): Credential | undefined;
  readonly refuse: RefusalChannel;
}

/** Where a caller's credential stands, and what to attach the principal to. */
export type Credential = RequestCredential | MessageCredential;

/** In the header of an HTTP request: verified once per request, whoever asks. */
export interface RequestCredential {
  readonly in: 'request';
  readonly carrier: IncomingMessage;
  /** The request as the adapter hands it out. */
  readonly adapterRequest: object;
  readonly response?: ServerResponse;
}

/** In a message or in the handshake of its socket: verified at every message, since a token expires while a socket lives. */
export interface MessageCredential {
  readonly in: 'message';
  /** What this one message is known by. */
  readonly carrier: object;
  /** All values of its `Authorization` field; more than one is refused. */
  readonly authorizationFields: readonly string[];
}
