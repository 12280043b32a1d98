import type { Page } from 'playwright-core';
import { alicePassword } from './people-service.js';

/** Fills in the login page that is open, and sends it. */
export async function logInWith(page: Page, username = 'alice', password = alicePassword): Promise<void> {
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
}
