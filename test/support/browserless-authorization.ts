const MAX_REDIRECTS = 20;

/** Cookies of one browser: enough of RFC 6265 for redirects inside one host (name, value, path, deletion). */
export class CookieJar {
  private readonly cookies = new Map<string, { pair: string; path: string }>();

  header(url: URL): string {
    const fitting = [...this.cookies.values()].filter(({ path }) => url.pathname.startsWith(path));
    return fitting.map(({ pair }) => pair).join('; ');
  }

  store(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      this.storeLine(line);
    }
  }

  private storeLine(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const path = valueOf(attributes, 'path') ?? '/';
    const key = `${pair.split('=')[0]} ${path}`;
    if (isExpired(attributes)) {
      this.cookies.delete(key);
    } else {
      this.cookies.set(key, { pair, path });
    }
  }
}

function valueOf(attributes: string[], name: string): string | undefined {
  return attributes.find((attribute) => attribute.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
}

function isExpired(attributes: string[]): boolean {
  const expires = valueOf(attributes, 'expires');
  return valueOf(attributes, 'max-age') === '0' || (expires !== undefined && Date.parse(expires) <= Date.now());
}

/**
 * Opens an authorization URL as a browser would and follows the redirects with cookies, until the server sends the
 * browser to the client's redirect URI. Returns that address (with `code` or `error`) without opening it. Works with
 * servers that log in and consent by themselves.
 */
export async function followToCallback(authorizationUrl: string | URL): Promise<URL> {
  let current = new URL(authorizationUrl);
  const callback = new URL(current.searchParams.get('redirect_uri') ?? '');
  const jar = new CookieJar();
  for (let step = 0; step < MAX_REDIRECTS; step += 1) {
    const next = await nextStop(current, jar);
    if (next.origin === callback.origin && next.pathname === callback.pathname) {
      return next;
    }
    current = next;
  }
  throw new Error(`No callback after ${MAX_REDIRECTS} redirects from ${String(authorizationUrl)}`);
}

async function nextStop(current: URL, jar: CookieJar): Promise<URL> {
  const response = await fetch(current, { redirect: 'manual', headers: { cookie: jar.header(current) } });
  jar.store(response);
  const location = response.headers.get('location');
  if (location === null) {
    throw new Error(`${current.href} answered ${response.status} instead of a redirect: ${await response.text()}`);
  }
  await response.body?.cancel();
  return new URL(location, current);
}
