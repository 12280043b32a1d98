import { isJsonObject } from '../core/json-object.js';
import { shownUrl } from '../core/quoted-url.js';
import type { Ask, OutboundAnswer } from '../core/outbound.js';
import { FetchError } from '../outbound/fetch-error.js';
import { DiscoveryError } from './issuer-discovery.js';
import type { EndpointAuthentication } from './endpoint-authentication.js';
import { TokenInspector, uninspected, type Inspection } from './token-inspector.js';

/** Where an issuer answers, and by the rules of which class of URLs it is asked. */
export interface InspectionEndpoint {
  readonly url: string;
  readonly ask: Ask;
}

/** Reads the body of an answer; rejects where it is none that can be relied on. */
export interface AnswerReader {
  /** What is asked for, in the `Accept` header. */
  readonly mediaType: string;
  read(text: string, contentType: string | null): Promise<unknown>;
}

/** An answer that says nothing of the token. The text is for the log. */
export class UnusableAnswer extends Error {
  override readonly name = 'UnusableAnswer';
}

const maxBytes = 256 * 1024;

/** Asks an issuer what a token is worth (RFC 7662). */
export class IntrospectionInspector extends TokenInspector {
  constructor(
    private readonly endpoint: () => Promise<InspectionEndpoint>,
    private readonly authentication: EndpointAuthentication,
    private readonly reader: AnswerReader,
    private readonly timeoutMs: number,
  ) {
    super();
  }

  async inspect(token: string): Promise<Inspection> {
    try {
      const { url, ask } = await this.endpoint();
      return await this.readAnswer(url, await this.send(url, ask, token));
    } catch (error) {
      const isFault = error instanceof FetchError || error instanceof DiscoveryError || error instanceof UnusableAnswer;
      if (!isFault) throw error;
      return uninspected(error.message);
    }
  }

  private async send(url: string, ask: Ask, token: string): Promise<OutboundAnswer> {
    const { headers, fields } = await this.authentication();
    return ask(url, {
      method: 'POST',
      headers: {
        accept: this.reader.mediaType,
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      },
      // In the body and never in the URL, where logs would have it.
      body: new URLSearchParams({ token, token_type_hint: 'access_token', ...fields }).toString(),
      timeoutMs: this.timeoutMs,
      maxBytes,
    });
  }

  private async readAnswer(url: string, { status, headers, text }: OutboundAnswer): Promise<Inspection> {
    if (status !== 200) return uninspected(refusalText(url, status), headers.get('retry-after'));
    const body = await this.reader.read(text, headers.get('content-type'));
    // RFC 7662 §2.2: a boolean, and nothing that only looks like one.
    if (!isJsonObject(body) || typeof body['active'] !== 'boolean') {
      return uninspected(`${shownUrl(url)}: the answer has no boolean "active"`);
    }
    return body['active'] ? { found: 'active', claims: body } : { found: 'inactive' };
  }
}

function refusalText(url: string, status: number): string {
  const isOurs = status === 401 || status === 403;
  return `${shownUrl(url)}: status ${status}${isOurs ? ', the credentials of this service are refused' : ''}`;
}
