/** Everything in the maps of an object and of the objects inside it, private ones too: what a memory really holds. */
export function keptInMaps(value: unknown): readonly (readonly [unknown, unknown])[] {
  if (value instanceof Map) return [...value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((part: unknown) => keptInMaps(part));
}
