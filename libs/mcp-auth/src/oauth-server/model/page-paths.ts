/** Where pages stand, below the issuer. */
export const pagePaths = {
  continuation: '/authorize/continue',
  login: '/login',
  logout: '/logout',
  secondFactor: '/login/second-factor',
  passkeyLogin: '/login/passkey',
  passkeyScript: '/login/passkey.js',
  passwordForgotten: '/login/forgotten',
  passwordLink: '/login/link',
  consent: '/consent',
  account: '/account',
} as const;
export type PagePath = keyof typeof pagePaths;

/** The path of a page on the issuer's host, with what it is about. */
export function pageUrl(
  issuer: string,
  page: PagePath,
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  const path = new URL(issuer).pathname.replace(/\/$/, '') + pagePaths[page];
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const text = new URLSearchParams(given).toString();
  return text === '' ? path : `${path}?${text}`;
}
