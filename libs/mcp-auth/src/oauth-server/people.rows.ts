import { z } from 'zod';
import { groupOf, type OptionRows } from '../options/option-row.js';
import { textOption } from '../options/option-schemas.js';
import type { MailSender } from './accounts/mail-sender.js';
import { applicationPartRow } from './application-part.row.js';
import type { ConsentPrompt } from './consent/consent-prompt.js';
import type { PageReplacements } from './endpoints/page.settings.js';
import type { Login } from './login/login.js';
import type { Users } from './login/users.js';
import { pages } from './pages/index.js';
import { english, type TextKey } from './pages/texts/en.js';

const day = 24 * 60 * 60;
const seconds = (value: number) => z.int().positive().default(value);
const colour = textOption((text) => (/^#[0-9a-f]{6}$/i.test(text) ? undefined : 'must be a colour such as "#1d4ed8"'));
const textKeys = Object.keys(english) as [TextKey, ...TextKey[]];

/** The rows of `oauthServer` that are about people and what they see. */
export const peopleRows = {
  users: applicationPartRow<Users>(
    'People. Unset: the one provider of the application that extends `Users`; else the ready user store.',
  ),
  login: applicationPartRow<Login>(
    'Tells who sits at a browser. Unset: the one provider of the application that extends `Login`; else our login page.',
  ),
  consent: applicationPartRow<ConsentPrompt>(
    'Asks people whether they agree. Unset: the one provider of the application that extends `ConsentPrompt`; else our page.',
  ),
  mail: applicationPartRow<MailSender>(
    'Sends mails. Unset: the one provider of the application that extends `MailSender`; else nobody gets any.',
  ),
  silentConsent: {
    schema: z.enum(['known_clients', 'https_clients', 'off']).default('known_clients'),
    doc: 'Whose remembered consent needs no page, where the code goes to an https URL: `known_clients` (those that you have registered, and those whose own document is on the very host where the code goes), `https_clients` (all), or nobody (`off`). To this very machine, by https too, and to private schemes a code never goes without a click.',
    variable: { form: 'text' },
  },
  sessions: groupOf(
    {
      idleSeconds: {
        schema: seconds(day),
        doc: 'How long somebody stays logged in at a browser without using it.',
        variable: { form: 'number', name: 'SESSIONS_IDLE_SECONDS' },
      },
      absoluteSeconds: {
        schema: seconds(7 * day),
        doc: 'How long somebody stays logged in at a browser, whatever they do.',
        variable: { form: 'number', name: 'SESSIONS_ABSOLUTE_SECONDS' },
      },
    },
    'How long people stay logged in at a browser.',
  ),
  pages: groupOf(
    {
      off: {
        schema: z.array(z.enum(['login', 'consent', 'account'])).optional(),
        doc: 'Pages that the application has itself, of `login`, `consent` and `account`. Unset: those of the parts that are given as `login` and `consent`.',
        variable: { form: 'list', name: 'PAGES_OFF' },
      },
      serviceName: {
        schema: z.string().min(1).max(80).optional(),
        doc: 'What people call this service. Unset: the host of the issuer.',
        variable: { form: 'text', name: 'PAGES_SERVICE_NAME' },
      },
      logo: {
        schema: textOption((url) =>
          /^data:image\/(?:png|jpeg|webp|svg\+xml)[;,]/.test(url) ? undefined : 'must be a `data:` URL of a picture',
        ).optional(),
        doc: 'A picture, as a `data:` URL.',
        variable: { form: 'text', name: 'PAGES_LOGO' },
      },
      accentColour: {
        schema: colour.optional(),
        doc: 'Colour of buttons and links, `#rrggbb`; with a contrast of 4.5:1 on white.',
        variable: { form: 'text', name: 'PAGES_ACCENT_COLOUR' },
      },
      accentColourDark: {
        schema: colour.optional(),
        doc: 'The same in dark mode, on nearly black.',
        variable: { form: 'text', name: 'PAGES_ACCENT_COLOUR_DARK' },
      },
      texts: {
        schema: z.record(z.string(), z.partialRecord(z.enum(textKeys), z.string())).default({}),
        doc: 'Sentences in the place of ours, and further languages, by language tag.',
      },
      replace: {
        schema: z
          .custom<PageReplacements>(
            (value) =>
              typeof value === 'object' &&
              value !== null &&
              Object.entries(value).every(([name, page]) => name in pages && typeof page === 'function'),
            `must have functions named ${Object.keys(pages).join(', ')}`,
          )
          .default({}),
        doc: 'Whole pages in the place of ours.',
      },
    },
    'How pages look, and what they say.',
  ),
} as const satisfies OptionRows;
