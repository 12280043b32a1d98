import type { AccessTarget } from '../access-control/access-policy.js';
import { isJsonObject } from '../core/json-object.js';
import { normalUri } from './normal-uri.js';

/** Sorts of things that a server offers. */
export type ComponentKindName = Exclude<AccessTarget['kind'], 'endpoint' | 'handler'>;

/** What one message of JSON-RPC calls. */
export interface CalledComponent {
  readonly kind: ComponentKindName;
  /** Name of the tool or the prompt as the client wrote it; URI of the resource in its one spelling, which rules may compare. */
  readonly name: string;
  readonly input: unknown;
}

type Params = Readonly<Record<string, unknown>>;

/** Every method of the protocol that touches a component, and which one. */
const readers: Readonly<Record<string, (params: Params) => readonly CalledComponent[]>> = {
  'tools/call': ({ name, arguments: input }) => called('tool', name, input),
  'prompts/get': ({ name, arguments: input }) => called('prompt', name, input),
  'resources/read': ({ uri }) => calledUri(uri),
  'resources/subscribe': ({ uri }) => calledUri(uri),
  'completion/complete': ({ ref, argument }) => completed(ref, argument),
  'subscriptions/listen': ({ notifications }) => listened(notifications),
};

/** What a message calls. Pure; a message of any shape is read, and one that names nothing well calls nothing. */
export function calledComponents(message: unknown): readonly CalledComponent[] {
  if (!isJsonObject(message)) return [];
  const { method, params } = message;
  if (typeof method !== 'string' || !Object.hasOwn(readers, method) || !isJsonObject(params)) return [];
  return readers[method]?.(params) ?? [];
}

/** The messages of a body: one, or a batch of 2025-03-26. */
export function messagesOf(body: unknown): readonly unknown[] {
  return Array.isArray(body) ? body : body === undefined ? [] : [body];
}

/** Whether a message wants an answer, as notifications and answers do not (JSON-RPC 2.0 §4.1). */
export function isCall(message: unknown): boolean {
  return isJsonObject(message) && 'method' in message && 'id' in message;
}

function called(kind: ComponentKindName, name: unknown, input?: unknown): readonly CalledComponent[] {
  return typeof name === 'string' ? [{ kind, name, input }] : [];
}

function calledUri(uri: unknown): readonly CalledComponent[] {
  return typeof uri === 'string' ? called('resource', normalUri(uri)) : [];
}

/** Completion tells values of an argument, so it needs what the call itself needs. */
function completed(ref: unknown, argument: unknown): readonly CalledComponent[] {
  if (!isJsonObject(ref)) return [];
  return ref['type'] === 'ref/prompt'
    ? called('prompt', ref['name'], argument)
    : called('resource', ref['uri'], argument);
}

function listened(notifications: unknown): readonly CalledComponent[] {
  const uris: unknown = isJsonObject(notifications) ? notifications['resourceSubscriptions'] : undefined;
  return Array.isArray(uris) ? uris.flatMap(calledUri) : [];
}
