import axe, { type AxeResults } from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, startChromium, type Chromium } from '../../support/chromium.js';
import { everyPage, type PageKind } from '../../support/every-page.js';
import type { Answer } from '../../support/http-client.js';
import { startPeopleService, type PeopleService } from '../../support/people-service.js';

const missing = chromiumPath() === undefined;
const adapter = 'express';
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

describe.skipIf(missing)('every page in Chromium', () => {
  let service: PeopleService;
  let chromium: Chromium;
  beforeAll(async () => {
    [service, chromium] = await Promise.all([startPeopleService({ adapter }), startChromium()]);
  });
  afterAll(async () => {
    await chromium.stop();
    await service.stop();
  });

  const answers = new Map<string, Promise<Answer>>();

  /** The page as it was answered, in a browser of its own. */
  async function shown({ name, open }: PageKind, options?: BrowserContextOptions) {
    const answer = answers.get(name) ?? open(service);
    answers.set(name, answer);
    const { text: body, headers } = await answer;
    const policy = { 'content-security-policy': String(headers['content-security-policy']) };
    const page = await chromium.open(options);
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    await page.route('**/the-page', (route) =>
      route.fulfill({ contentType: 'text/html; charset=utf-8', headers: policy, body }),
    );
    await page.goto(`${service.issuer}/the-page`);
    return { page, complaints };
  }

  /** What axe finds, with the elements. */
  async function violationsOf(page: Page): Promise<readonly string[]> {
    await page.evaluate(axe.source);
    const found = await page.evaluate<AxeResults, string[]>(
      (values) => (globalThis as unknown as { axe: typeof axe }).axe.run({ runOnly: { type: 'tag', values } }),
      rules,
    );
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }

  describe.each(everyPage)('$name', (kind) => {
    it.each(['light', 'dark'] as const)(
      'has nothing that axe finds fault with, in %s (WCAG 2.2 AA)',
      async (colorScheme) => {
        const { page } = await shown(kind, { colorScheme, bypassCSP: true });
        expect(await violationsOf(page)).toEqual([]);
      },
    );

    it('fits a phone of 360 pixels, with buttons that a thumb hits (WCAG 2.2, 1.4.10 and 2.5.8)', async () => {
      const { page } = await shown(kind, { viewport: { width: 360, height: 740 } });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
      for (const button of await page.getByRole('button').all()) {
        const box = await button.boundingBox();
        expect(box === null ? 44 : Math.min(box.height, box.width)).toBeGreaterThanOrEqual(44);
      }
    });

    it('breaks no rule of its own content security policy', async () => {
      const { page, complaints } = await shown(kind);
      expect(complaints.filter((line) => line.includes('Content Security Policy'))).toEqual([]);
      expect(await page.evaluate(() => getComputedStyle(document.body).margin)).toBe('0px');
    });
  });
});
