import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Headless, and asking nobody outside for anything. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where Chromium is; undefined where tests with it are skipped. @throws where it is missing although `REQUIRE_SERVICES` demands it */
export function chromiumPath(): string | undefined {
  const path = places.find((place) => existsSync(place));
  if (path === undefined && process.env['REQUIRE_SERVICES'] === '1') throw new Error('Chromium is not installed');
  return path;
}

/** A real Chromium. */
export interface Chromium {
  /** A page of a browser that knows nothing yet. */
  open(options?: BrowserContextOptions): Promise<Page>;
  stop(): Promise<void>;
}

/** @param hosts names that lead to servers of the test, as `name:port → address:port` */
export async function startChromium(hosts: Readonly<Record<string, string>> = {}): Promise<Chromium> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error('Chromium is not installed');
  const rules = Object.entries(hosts).map(([name, address]) => `MAP ${name} ${address}`);
  const mapping = rules.length === 0 ? [] : [`--host-resolver-rules=${rules.join(', ')}`];
  const browser: Browser = await chromium.launch({ executablePath, args: [...args, ...mapping] });
  const contexts: BrowserContext[] = [];
  return {
    async open(options) {
      const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'en-GB', ...options });
      context.setDefaultTimeout(10_000);
      contexts.push(context);
      return context.newPage();
    },
    stop: () => browser.close(),
  };
}
