import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { OAuthError } from '../../core/errors/oauth-error.js';
import { cookieOf } from '../../http/cookies.js';
import { cookieName } from '../login/browser-cookies.js';
import { Browsers, type Browser } from '../login/browsers.js';
import { PageSettings } from './page.settings.js';
import { Parameters } from '../requests/parameters.js';
import type { EndpointRequest } from './oauth-endpoint.js';

/** Which form it is, and what it is about: a value that protects one protects no other. */
export interface FormIdentity {
  readonly form: 'login' | 'password' | 'consent' | 'account' | 'logout';
  readonly about?: string | undefined;
}

/** Forms that somebody sends who is logged in; theirs protect no other person's. */
const ofSession: ReadonlySet<FormIdentity['form']> = new Set(['consent', 'account', 'logout']);

/**
 * Protects forms against pages of others (OAuth 2.1 §7.12): each has a value that only this browser can have got for this very form, and it
 * has to come from a page of this server. The key is the secret of the browser itself, so that nothing is stored.
 */
@Injectable()
export class PageForms {
  constructor(
    @Inject(Browsers) private readonly browsers: Browsers,
    @Inject(PageSettings) private readonly settings: PageSettings,
  ) {}

  /** The value for a form that is shown. */
  csrf(identity: FormIdentity, browser: Pick<Browser, 'secret'>, { raw }: EndpointRequest): string {
    const { form, about = '' } = identity;
    const session = ofSession.has(form) ? (cookieOf(raw, cookieName('session', this.settings.issuer)) ?? '') : '';
    return createHmac('sha256', browser.secret)
      .update(JSON.stringify([form, about, session]))
      .digest('base64url');
  }

  /** The fields of a form that was sent, whose page is not known yet. @throws OAuthError where one is doubled */
  fields({ body }: EndpointRequest, repeatable: readonly string[] = []): Parameters {
    const fields = Parameters.parse(body);
    const doubled = fields.names.find((name) => !repeatable.includes(name) && fields.isRepeated(name));
    if (doubled !== undefined) throw new OAuthError('form_doubled', { field: doubled });
    return fields;
  }

  /** @returns the browser that sent it @throws OAuthError where it did not come from the page that this browser has open */
  check(identity: FormIdentity, fields: Parameters, request: EndpointRequest): Browser {
    this.checkSender(request);
    const secret = this.browsers.secretOf(request.raw);
    if (secret === undefined) throw new OAuthError('browser_unknown');
    const expected = Buffer.from(this.csrf(identity, { secret }, request));
    const found = Buffer.from(fields.first('csrf') ?? '');
    const isEqual = expected.length === found.length && timingSafeEqual(expected, found);
    if (!isEqual) throw new OAuthError('form_forged');
    return { secret, cookies: [] };
  }

  /** Browsers say where a form comes from. Under `no-referrer` the origin of our own pages is `null`, so the first header decides. */
  private checkSender({ raw: { headers } }: EndpointRequest): void {
    const site = headers['sec-fetch-site'];
    const isOurs =
      site === undefined
        ? [undefined, new URL(this.settings.issuer).origin].includes(headers.origin)
        : site === 'same-origin' && headers.origin !== undefined
          ? ['null', new URL(this.settings.issuer).origin].includes(headers.origin)
          : site === 'same-origin';
    if (!isOurs) throw new OAuthError('form_forged');
  }
}
