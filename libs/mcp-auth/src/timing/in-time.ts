/** Something did not end in the time that it was given. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError';
}

/** What the promise brings, or an error after so much time; what it brings later is dropped. @throws TimeLimitError */
export async function inTime<Value>(promise: Promise<Value>, limitMs: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeLimitError(`no answer in ${limitMs} milliseconds`)), limitMs);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
