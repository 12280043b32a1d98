import { formsOf } from './page-forms.js';

/** What a person would do on the pages. */
export interface ScriptedPerson {
  readonly username: string;
  readonly password: string;
}

type Tell = (step: string, text: string) => void;
interface OpenPage {
  readonly url: URL;
  readonly html: string;
}

const maxSteps = 12;

/** A browser without a screen: it logs somebody in, agrees, and says what it sees. */
export class ScriptedBrowser {
  private readonly cookies = new Map<string, string>();

  constructor(
    private readonly person: ScriptedPerson,
    private readonly tell: Tell,
  ) {}

  /** Goes through the pages until the server sends the browser to the client. @returns that address, which is not opened */
  async follow(start: URL, redirectUri: string): Promise<URL> {
    let next: URL | OpenPage = start;
    for (let step = 0; step < maxSteps; step += 1) {
      if (next instanceof URL && next.href.startsWith(redirectUri)) return next;
      next = next instanceof URL ? await this.request(next) : await this.answer(next);
    }
    throw new Error(`No way back to the client after ${maxSteps} steps`);
  }

  private async answer({ url, html }: OpenPage): Promise<URL | OpenPage> {
    const [form] = formsOf(html, url.href);
    if (form === undefined) throw new Error(`The page ${url.pathname} has no form: ${headlineOf(html)}`);
    const fields = new Map(form.fields);
    const body = new URLSearchParams(form.fields.map(([name, value]) => [name, value]));
    if (fields.has('password')) {
      this.tell('login page', `logs in as ${this.person.username}`);
      body.set('username', this.person.username);
      body.set('password', this.person.password);
    } else {
      const scopes = body.getAll('scope');
      this.tell('consent page', `"${headlineOf(html)}" agrees to: ${scopes.join(', ') || 'nothing in particular'}`);
      body.set('decision', 'approve');
    }
    return this.request(new URL(form.action), body);
  }

  private async request(url: URL, body?: URLSearchParams): Promise<URL | OpenPage> {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body && { origin: url.origin }),
      },
      ...(body && { method: 'POST', body }),
    });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    const location = response.headers.get('location');
    if (location !== null) return new URL(location, url);
    const html = await response.text();
    if (!response.ok) throw new Error(`${url.pathname} answered ${response.status}: ${headlineOf(html)}`);
    return { url, html };
  }

  private keep(line: string): void {
    const [pair = ''] = line.split(';');
    const at = pair.indexOf('=');
    this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

function headlineOf(html: string): string {
  const [, text = ''] = /<h1>([\s\S]*?)<\/h1>/.exec(html) ?? [];
  return text.replaceAll(/<[^>]*>/g, '').trim();
}
