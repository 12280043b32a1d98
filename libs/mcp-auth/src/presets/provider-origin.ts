import { textOption, webUrlFault } from '../options/option-schemas.js';

/** The origin of a provider, from which its issuer is built: one that is written in another way would be another issuer. */
export const providerOrigin = textOption((text) => webUrlFault(text) ?? originFault(text));

/** The same where consoles, and FastMCP, show the host alone. */
export const providerOriginOrHost = textOption((text) => {
  const url = originOf(text);
  return webUrlFault(url) ?? originFault(url);
});

/** The origin as issuers begin with it, whether it was written with a slash behind it, or as a host alone. */
export function originOf(url: string): string {
  return /^[\w.-]+$/.test(url) ? `https://${url}` : url.replace(/\/$/, '');
}

function originFault(text: string): string | undefined {
  const { origin } = new URL(text);
  return originOf(text) === origin ? undefined : `must be an origin and nothing else: "${origin}"`;
}
