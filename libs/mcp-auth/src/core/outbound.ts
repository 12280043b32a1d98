/** One request to the outside; both its time and the size of its answer have an end. */
export interface OutboundRequest {
  /** Default: `GET`. */
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** From the first packet to the last byte of the body. */
  readonly timeoutMs: number;
  /** Bytes of the body after it is unpacked. */
  readonly maxBytes: number;
}

/** An answer, whatever its status. */
export interface OutboundAnswer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly text: string;
}

/** Header fields by name, without regard to case. */
export interface AnswerHeaders {
  get(name: string): string | null;
}

/** Asks by the rules of one class of URLs. Redirects are answers, never followed: one would choose a host that nobody chose. */
export type Ask = (url: string, request: OutboundRequest) => Promise<OutboundAnswer>;

/** Port: the only way out. What it cannot bring, it tells with a `FetchError`. */
export abstract class Outbound {
  /** URLs that the operator wrote down, which may be on a private address. */
  abstract readonly configured: Ask;

  /** URLs that stood in a document or in a token: public https alone, on an address that was checked. */
  abstract readonly public: Ask;

  /** What the documents of a configured issuer name: on its own host, or on one that the operator lists, it counts as configured. */
  abstract namedBy(issuer: string, url: string): Ask;
}
