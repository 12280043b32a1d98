import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { isJsonObject } from '../../core/json-object.js';
import type { OAuthError } from '../../core/errors/oauth-error.js';
import type { HttpReply } from '../../http/http-reply.js';
import { chosenLanguage } from '../pages/chosen-language.js';
import { pages, type PageName, type PageView } from '../pages/index.js';
import { sayIn, type PageLook } from '../pages/page-look.js';
import { pageHeaders } from '../pages/page-policy.js';
import { refusalSentence } from '../pages/refusal-sentence.js';
import { PageSettings } from './page.settings.js';
import type { EndpointRequest } from './oauth-endpoint.js';
import { oauthErrorReply } from './oauth-reply.js';

/** What a page may need beside what it shows. */
export interface PageExtras {
  readonly status?: number;
  readonly cookies?: readonly string[];
  readonly retryAfterSeconds?: number | undefined;
}

/** What people are told to wait where nothing says how long. */
const defaultWaitSeconds = 30;

/** Where a person can go after a refusal. */
export type WaysOut = Pick<PageView<'error'>, 'back' | 'againUrl'>;

/** Answers with pages, in the language of the browser and the look of the operator. */
@Injectable()
export class PageReplies {
  constructor(@Inject(PageSettings) private readonly settings: PageSettings) {}

  get serviceName(): string {
    return this.settings.serviceName;
  }

  show<Name extends PageName>(
    name: Name,
    view: PageView<Name>,
    request: IncomingMessage,
    { status = 200, cookies = [], retryAfterSeconds }: PageExtras = {},
  ): HttpReply {
    const look = this.lookFor(request);
    const page = (this.settings.replacements[name] ?? pages[name]) as (view: PageView<Name>, look: PageLook) => string;
    const hasScript = namesScript(view);
    return {
      status,
      headers: {
        ...pageHeaders(look.style, hasScript ? 'with_script' : 'without_script'),
        'content-language': look.language,
        ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
      },
      cookies,
      body: page(view, look),
    };
  }

  /** Tells a person of a refusal; what asks for JSON gets JSON. */
  refusal(error: OAuthError, { raw, origin }: EndpointRequest, ways: WaysOut = {}): HttpReply {
    const { correlationId } = origin;
    const json = oauthErrorReply(error, correlationId);
    if (wantsJsonOnly(raw.headers.accept)) return json;
    const retryAfter = json.headers['retry-after'];
    // A page is for people: 401 would have their browser ask for a password.
    const status = json.status === 401 ? 400 : json.status;
    const wait = retryAfter === undefined ? undefined : Number(retryAfter);
    const message = refusalSentence(error, wait ?? defaultWaitSeconds, sayIn(this.lookFor(raw)));
    return this.show('error', { message, correlationId, ...ways }, raw, { status, retryAfterSeconds: wait });
  }

  private lookFor(request: IncomingMessage): PageLook {
    const { texts, serviceName, logo, style } = this.settings;
    const language = chosenLanguage(request.headers['accept-language'], Object.keys(texts));
    const chosen = texts[language];
    if (chosen === undefined) throw new Error(`There are no texts in "${language}"`);
    return { language, texts: chosen, serviceName, logo, style };
  }
}

/** By the members of the view: a text that only looks like one, such as the name of a client, brings no script. */
function namesScript(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(namesScript);
  return isJsonObject(value) && ('scriptUrl' in value || Object.values(value).some(namesScript));
}

function wantsJsonOnly(accept = ''): boolean {
  return accept.includes('application/json') && !accept.includes('text/html');
}
