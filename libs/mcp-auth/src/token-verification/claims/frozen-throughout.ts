/** Freezes a value of JSON and everything inside it: what is remembered of a token is handed out to many requests. */
export function frozenThroughout<Value extends object>(value: Value): Value {
  // A list of what is left instead of recursion: claims may be nested deeper than the stack is.
  const left: object[] = [value];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const members: readonly unknown[] = Array.isArray(next) ? next : Object.values(next);
    for (const member of members) {
      if (typeof member === 'object' && member !== null) left.push(member);
    }
    // Only now: what is frozen is slower to read.
    Object.freeze(next);
  }
  return value;
}
