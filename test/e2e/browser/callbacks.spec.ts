import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, startChromium, type Chromium } from '../../support/chromium.js';
import { logInWith } from '../../support/chromium-login.js';
import { pageClients, startPeopleService, type PeopleService } from '../../support/people-service.js';
import { startRedirectingClient, type RedirectingClient } from '../../support/redirecting-client.js';

const missing = chromiumPath() === undefined;
const adapter = 'express';

describe.skipIf(missing)('where Chromium brings a code', () => {
  let service: PeopleService;
  let chromium: Chromium;
  let client: RedirectingClient;
  beforeAll(async () => {
    client = await startRedirectingClient();
    const web = { clientId: 'web', name: 'Web', redirectUris: [client.redirectUri] };
    service = await startPeopleService({ adapter, server: { clients: [...pageClients, web] } });
    chromium = await startChromium(client.hosts);
  });
  afterAll(async () => {
    client.stop();
    await chromium.stop();
    await service.stop();
  });

  async function atConsent(changes: Readonly<Record<string, string>>) {
    const page = await chromium.open();
    const violations: string[] = [];
    page.on('console', (message) => message.type() === 'error' && violations.push(message.text()));
    await page.goto(service.authorizeUrl({ prompt: 'consent', ...changes }));
    await logInWith(page);
    const allow = page.getByRole('button', { name: 'Allow', exact: true });
    return { page, violations, allow };
  }

  it('a page of the web that redirects on to another host is reached, and its last page too', async () => {
    const { page, violations, allow } = await atConsent({ client_id: 'web', redirect_uri: client.redirectUri });
    await allow.click();
    await page.waitForURL(client.landingUrl);
    const arrived = client.arrived.at(-1);
    expect([arrived?.searchParams.has('code'), violations]).toEqual([true, []]);
  });

  it('no host learns from which page the browser came', async () => {
    const { page, allow } = await atConsent({ client_id: 'web', redirect_uri: client.redirectUri });
    const request = page.waitForRequest((one) => one.url().startsWith(client.redirectUri));
    await allow.click();
    expect((await (await request).allHeaders())['referer']).toBeUndefined();
  });

  it('remembered consent for it needs no page at all', async () => {
    const { page, allow } = await atConsent({ client_id: 'web', redirect_uri: client.redirectUri });
    await allow.click();
    await page.waitForURL(client.landingUrl);
    const count = client.arrived.length;
    await page.goto(service.authorizeUrl({ client_id: 'web', redirect_uri: client.redirectUri }));
    expect([page.url(), client.arrived.length]).toEqual([client.landingUrl, count + 1]);
  });

  it('a private scheme of an application on the device is reached', async () => {
    const redirect_uri = 'com.example.app:/cb';
    const { page, violations, allow } = await atConsent({ client_id: 'private', redirect_uri });
    await page.getByText('the application that opens com.example.app: links').waitFor();
    const left = page.waitForResponse((response) => response.request().method() === 'POST');
    await allow.click();
    const { location } = await (await left).allHeaders();
    expect(location).toMatch(/^com\.example\.app:\/cb\?code=/);
    expect(violations.filter((text) => text.includes('Content Security Policy'))).toEqual([]);
  });
});
