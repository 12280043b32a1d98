import { shownUrl } from '../core/quoted-url.js';

/** How a fetch may fail. The text is for the log; no response content is in it. */
export type FetchFault =
  | 'url_not_allowed'
  | 'address_not_public'
  | 'unreachable'
  | 'timeout'
  | 'redirected'
  | 'status'
  | 'too_large'
  | 'not_json';

/** A document that could not be fetched. */
export class FetchError extends Error {
  override readonly name = 'FetchError';
  /** Without its query, which may hold a key. */
  readonly url: string;
  /** The status of the answer, where it is the fault. */
  readonly status: number | undefined;

  constructor(
    readonly fault: FetchFault,
    url: string,
    options?: ErrorOptions & { readonly status?: number },
  ) {
    const shown = shownUrl(url);
    super([`${shown}: ${fault}`, options?.status, codeOf(options?.cause)].filter(Boolean).join(' '), options);
    this.url = shown;
    this.status = options?.status;
  }
}

/** The code of the system or of TLS, such as ECONNREFUSED or CERT_HAS_EXPIRED, which fetch hides one level deeper. */
function codeOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : codeOf(cause.cause);
}
