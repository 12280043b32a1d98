import { isJsonObject } from '../../core/json-object.js';

/** All values of the `Authorization` field among headers of any make: an object, a map, single or several values, text or bytes. */
export function authorizationFieldsIn(headers: unknown): readonly string[] {
  return entriesOf(headers)
    .filter(([name]) => name.toLowerCase() === 'authorization')
    .flatMap(([, value]) => value)
    .filter((value) => value !== undefined && value !== null)
    .map(textOf);
}

/** The credential of a message without headers: the member `authorization` of its data, `Bearer <token>` as in a header. */
export function authorizationMemberOf(data: unknown): readonly string[] {
  const field = isJsonObject(data) ? data['authorization'] : undefined;
  return typeof field === 'string' ? [field] : [];
}

function entriesOf(headers: unknown): readonly (readonly [name: string, value: unknown])[] {
  if (!isJsonObject(headers)) return [];
  // The headers of NATS are no plain object, but tell their entries one by one.
  return isIterable(headers) ? [...headers].filter(isEntry) : Object.entries(headers);
}

function isIterable(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value && typeof value[Symbol.iterator] === 'function';
}

function isEntry(entry: unknown): entry is readonly [string, unknown] {
  return Array.isArray(entry) && typeof entry[0] === 'string';
}

/** What is neither text nor bytes still counts as a field, so that it cannot hide that there are two. */
function textOf(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1');
  return typeof value === 'string' ? value : '';
}
