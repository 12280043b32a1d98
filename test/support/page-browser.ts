import { formsOf, type PageForm } from '../../src/demo-client/page-forms.js';
import { ask, type Answer, type Question } from './http-client.js';

/** What a browser has got. */
export interface Page extends Answer {
  readonly url: string;
  readonly forms: readonly PageForm[];
}

type Changes = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A browser without a screen: it keeps cookies, follows redirects on its own host, and sends forms as browsers do. */
export class PageBrowser {
  readonly cookies = new Map<string, string>();
  /** Every `Set-Cookie` line that it got. */
  readonly setCookies: string[] = [];

  /**
   * @param headers that it sends with everything
   * @param reachedAt the process that answers for the origin
   */
  constructor(
    private readonly origin: string,
    private readonly headers: Readonly<Record<string, string>> = {},
    private reachedAt = origin,
  ) {}

  /** Has another process answer from now on, as a balancer does. */
  reach(origin: string): void {
    this.reachedAt = origin;
  }

  /** One request; a redirect is not followed. */
  async ask(url: string, question: Question = {}): Promise<Page> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const target = new URL(url, this.origin).href;
    const headers = {
      host: new URL(this.origin).host,
      accept: 'text/html',
      ...this.headers,
      ...(cookie !== '' && { cookie }),
      ...question.headers,
    };
    const answer = await ask(target.replace(this.origin, this.reachedAt), { ...question, headers });
    for (const line of answer.headers['set-cookie'] ?? []) this.keep(line);
    return { ...answer, url: target, forms: formsOf(answer.text, target) };
  }

  /** Goes to a page, through redirects; one that leads elsewhere is where it stops. */
  async open(url: string): Promise<Page> {
    return this.follow(await this.ask(url));
  }

  /** Sends a form of a page; an undefined value leaves a field out, a list repeats it. */
  async submit(page: Page, changes: Changes = {}, form = page.forms[0]): Promise<Page> {
    return this.follow(await this.send(page, changes, form));
  }

  /** The same, without following a redirect. */
  send(page: Page, changes: Changes = {}, form = page.forms[0], headers: Readonly<Record<string, string>> = {}) {
    if (form === undefined)
      throw new Error(`There is no form in ${page.url}: ${page.status} ${page.text.slice(0, 500)}`);
    return this.ask(form.action, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        // What Chromium sends under `Referrer-Policy: no-referrer`.
        origin: 'null',
        'sec-fetch-site': 'same-origin',
        ...headers,
      },
      body: bodyOf(form.fields, changes),
    });
  }

  private async follow(page: Page): Promise<Page> {
    const { location } = page.headers;
    if (location === undefined) return page;
    const target = new URL(location, page.url);
    return target.origin === this.origin ? this.follow(await this.ask(target.href)) : page;
  }

  private keep(line: string): void {
    this.setCookies.push(line);
    const [pair = ''] = line.split(';');
    const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    if (/max-age=0/i.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** The form of a page that has such a field. */
export function formWith({ forms, url }: Page, name: string, value: string): PageForm {
  const form = forms.find(({ fields }) => fields.some((field) => field[0] === name && field[1] === value));
  if (form === undefined) throw new Error(`No form in ${url} has ${name}=${value}`);
  return form;
}

/** Where a redirect leads that leaves the host; fails the test when there is none. */
export function leftFor({ headers, status, text, url }: Page): URL {
  if (headers.location === undefined) throw new Error(`${url} did not lead away: ${status} ${text.slice(-900)}`);
  return new URL(headers.location);
}

function bodyOf(fields: PageForm['fields'], changes: Changes): string {
  const kept = fields.filter(([name]) => !(name in changes));
  const changed = Object.entries(changes).flatMap(([name, value]) =>
    (value === undefined ? [] : [value].flat()).map((one) => [name, one] as [string, string]),
  );
  return new URLSearchParams([...kept.map(([name, value]) => [name, value]), ...changed]).toString();
}
