// Takes the pictures of docs/people.md from the demo, in a real browser: `npm run docs:pictures`.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { withServer } from './server-process.mjs';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);
if (executablePath === undefined) throw new Error('Chromium is not installed');

const target = fileURLToPath(new URL('../docs/pictures/', import.meta.url));
mkdirSync(target, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'page-pictures-'));
// As readers see it at home.
const origin = 'http://localhost:3000';
const demo = {
  script: fileURLToPath(new URL('../dist/main.js', import.meta.url)),
  url: `${origin}/health/ready`,
  status: 200,
  cwd: folder,
  env: { ...process.env, DATABASE_URL: `sqlite:${join(folder, 'demo.sqlite')}` },
  stdio: ['ignore', 'ignore', 'inherit'],
};
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'] });
await withServer(demo, async ({ stop }) => {
  const clientId = await registeredClient();
  const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
  const authorizeUrl = `${origin}/authorize?${new URLSearchParams({
    client_id: clientId,
    redirect_uri: 'http://127.0.0.1:33418/callback',
    response_type: 'code',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    scope: 'notes:read notes:write prices:read',
    prompt: 'consent',
  })}`;

  const page = await newPage();
  await page.goto(authorizeUrl);
  await take(page, 'login');
  await logIn(page);
  await take(page, 'consent');
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await page.waitForURL('http://127.0.0.1:33418/**');
  await page.goto(authorizeUrl.replace('prompt=consent', ''));
  await take(page, 'confirmation');
  await page.goto(`${origin}/account`);
  await take(page, 'account');
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  await take(page, 'authenticator-app');

  const phone = await newPage({ viewport: { width: 360, height: 640 }, colorScheme: 'dark', locale: 'de-DE' });
  await phone.goto(authorizeUrl);
  await phone.getByLabel('Benutzername').fill('alice');
  await phone.getByLabel('Passwort', { exact: true }).fill('wonderland');
  await phone.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await take(phone, 'consent-phone');
  await phone.goto(`${origin}/authorize?client_id=nobody`);
  await take(phone, 'error-phone');
  await stop();
});
await browser.close();
rmSync(folder, { recursive: true });

async function newPage(options = {}) {
  const context = await browser.newContext({ viewport: { width: 620, height: 700 }, locale: 'en-GB', ...options });
  // Nobody listens there; the client is not in the pictures.
  await context.route('http://127.0.0.1:33418/**', (route) => route.fulfill({ body: 'The client has its code.' }));
  return context.newPage();
}

async function logIn(page) {
  await page.getByLabel('User name').fill('alice');
  await page.getByLabel('Password', { exact: true }).fill('wonderland');
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
}

async function take(page, name) {
  await page.screenshot({ path: join(target, `${name}.png`), fullPage: true });
}

async function registeredClient() {
  const answer = await fetch(`${origin}/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      client_name: 'Notepad',
      redirect_uris: ['http://127.0.0.1/callback'],
      token_endpoint_auth_method: 'none',
    }),
  });
  return (await answer.json()).client_id;
}
