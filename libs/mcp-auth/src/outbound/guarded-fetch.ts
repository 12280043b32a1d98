/** How a fetch may fail. The text is for the log; no response content is in it. */
export type FetchFault = 'unreachable' | 'timeout' | 'redirected' | 'status' | 'too_large' | 'not_json';

/** A document that could not be fetched. */
export class FetchError extends Error {
  override readonly name = 'FetchError';

  constructor(
    readonly fault: FetchFault,
    readonly url: string,
    options?: ErrorOptions & { readonly status?: number },
  ) {
    super(`${url}: ${fault}${options?.status === undefined ? '' : ` ${options.status}`}`, options);
  }
}

/** Bounds of one fetch. */
export interface FetchLimits {
  /** From the first packet to the last byte of the body. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/**
 * Fetches a JSON document from a URL that the operator configured. Only a 200 counts, redirects are not followed (a
 * redirect would choose a host that nobody configured), and both time and size end with the limits, however slowly or
 * endlessly the other side sends.
 */
export async function fetchJson(url: string, limits: FetchLimits): Promise<unknown> {
  const deadline = AbortSignal.timeout(limits.timeoutMs);
  const response = await request(url, deadline);
  if (response.status !== 200) {
    await response.body?.cancel();
    const redirected = response.status >= 300 && response.status < 400;
    throw new FetchError(redirected ? 'redirected' : 'status', url, { status: response.status });
  }
  const text = await readText(response, url, limits.maxBytes, deadline);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new FetchError('not_json', url, { cause });
  }
}

async function request(url: string, deadline: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, { redirect: 'manual', signal: deadline, headers: { accept: 'application/json' } });
  } catch (cause) {
    throw new FetchError(deadline.aborted ? 'timeout' : 'unreachable', url, { cause });
  }
}

/** Reads piece by piece, so that a decompressed bomb or an endless body stops at the limit. */
async function readText(response: Response, url: string, maxBytes: number, deadline: AbortSignal): Promise<string> {
  if (response.body === null) return '';
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const piece of response.body) {
      bytes += piece.byteLength;
      if (bytes > maxBytes) throw new FetchError('too_large', url);
      pieces.push(piece);
    }
  } catch (cause) {
    if (cause instanceof FetchError) throw cause;
    throw new FetchError(deadline.aborted ? 'timeout' : 'unreachable', url, { cause });
  }
  return Buffer.concat(pieces).toString('utf8');
}
