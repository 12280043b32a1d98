import type { OAuthServerOptions } from './oauth-server.options.js';
import { pageStyle } from './pages/page-style.js';
import type { PageSettings } from './endpoints/page.settings.js';
import { english, type PageTexts } from './pages/texts/en.js';
import { languages } from './pages/texts/index.js';

/** How pages look, with what the operator has changed. */
export function pageSettings(issuer: string, pages: NonNullable<OAuthServerOptions['pages']>): PageSettings {
  const { serviceName, logo, accentColour: accent, accentColourDark: accentDark, texts = {}, replace = {} } = pages;
  return {
    issuer,
    serviceName: serviceName ?? (URL.canParse(issuer) ? new URL(issuer).host : issuer),
    logo,
    style: pageStyle({ accent, accentDark }),
    texts: Object.fromEntries(
      [...new Set([...Object.keys(languages), ...Object.keys(texts)])].map((language) => {
        // A language of the operator's may lack what a later release says.
        const all: PageTexts = { ...english, ...languages[language], ...texts[language] };
        return [language, all];
      }),
    ),
    replacements: replace,
  };
}
