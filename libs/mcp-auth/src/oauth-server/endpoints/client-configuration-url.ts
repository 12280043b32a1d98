/** Below the issuer. */
export const clientConfigurationPath = '/register/client';

/** Where a client manages its registration (RFC 7592 §3). */
export function clientConfigurationUrl(issuer: string, clientId: string): string {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '') + clientConfigurationPath;
  return `${origin}${path}?${new URLSearchParams({ client_id: clientId }).toString()}`;
}
