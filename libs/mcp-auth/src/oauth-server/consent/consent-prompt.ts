import type { IncomingMessage } from 'node:http';
import type { AuthorizationRequest } from '../model/authorization-request.js';
import type { ConsentNeed } from './consent.policy.js';

/** What a person is asked to agree to. */
export interface ConsentQuestion {
  readonly request: IncomingMessage;
  readonly authorization: AuthorizationRequest;
  readonly subject: string;
  /** Whether all is to be agreed to, or was before and wants one click now, since nobody knows which program gets the code. */
  readonly need: Exclude<ConsentNeed, 'nothing'>;
  /** Names what waits for the answer. */
  readonly interactionId: string;
  /** Where the browser comes back to after it was sent to answer. */
  readonly returnUrl: string;
}

export type ConsentAnswer =
  | { readonly answer: 'approved'; readonly scopes: readonly string[] }
  | { readonly answer: 'denied' }
  /** The person has to be asked on a page. */
  | { readonly answer: 'elsewhere'; readonly pageUrl: string };

/** Port: asks a person. */
export abstract class ConsentPrompt {
  abstract ask(question: ConsentQuestion): Promise<ConsentAnswer>;
}
