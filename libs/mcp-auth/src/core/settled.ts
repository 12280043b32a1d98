/** Values that may still be waited for, joined: at once where all are there, so that nothing waits that does not have to. */
export function settled<Value, Result>(
  parts: readonly (Value | Promise<Value>)[],
  join: (values: readonly Value[]) => Result,
): Result | Promise<Result> {
  const there = parts.filter((part): part is Value => !(part instanceof Promise));
  return there.length === parts.length ? join(there) : Promise.all(parts).then(join);
}
