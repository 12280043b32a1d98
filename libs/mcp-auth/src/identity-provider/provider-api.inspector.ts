import type { Ask } from '../core/outbound.js';
import { shownUrl } from '../core/quoted-url.js';
import type { AnswerHeaders } from '../core/outbound.js';
import { FetchError } from '../outbound/fetch-error.js';
import { TokenInspector, uninspected, type Inspection, type Uninspected } from './token-inspector.js';

/** One call of a provider's API. */
export interface ProviderCall {
  readonly url: string;
  /** Default: `GET`. */
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What the provider said: something about the token, whatever its status, but no failure of its own. */
export interface ProviderAnswer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** The body as JSON; undefined where it is none. */
  readonly json: unknown;
}

/** What a provider's answers come to. */
export type ApiVerdict = Exclude<Inspection, Uninspected>;

/** How the API of one provider tells what its opaque tokens are worth. It decides; calls are made for it. */
export type TokenApi = (token: string, call: (request: ProviderCall) => Promise<ProviderAnswer>) => Promise<ApiVerdict>;

/** An answer of the provider that no verdict can rest on. The text is for the log. */
export class ProviderFault extends Error {
  override readonly name = 'ProviderFault';

  constructor(
    message: string,
    readonly retryAfter: string | null = null,
  ) {
    super(message);
  }
}

const maxBytes = 256 * 1024;

/** Asks the API of a provider. What is too much for the provider, or beyond it, is an outage and never a bad token. */
export class ProviderApiInspector extends TokenInspector {
  constructor(
    private readonly api: TokenApi,
    private readonly ask: Ask,
    private readonly timeoutMs: number,
  ) {
    super();
  }

  async inspect(token: string): Promise<Inspection> {
    try {
      return await this.api(token, (request) => this.call(request));
    } catch (error) {
      if (error instanceof ProviderFault) return uninspected(error.message, error.retryAfter);
      if (error instanceof FetchError) return uninspected(error.message);
      throw error;
    }
  }

  private async call({ url, ...request }: ProviderCall): Promise<ProviderAnswer> {
    const { status, headers, text } = await this.ask(url, { ...request, timeoutMs: this.timeoutMs, maxBytes });
    const isOutage = status >= 500 || status === 429 || (status >= 300 && status < 400);
    if (isOutage) throw new ProviderFault(`${shownUrl(url)}: status ${status}`, headers.get('retry-after'));
    return { status, headers, json: jsonOf(text) };
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
