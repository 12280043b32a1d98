/** The id under which browsers keep passkeys for this server; undefined where its address allows none (WebAuthn level 3, §5.1.2). */
export function relyingPartyId(issuer: string): string | undefined {
  const { protocol, hostname } = new URL(issuer);
  if (isIpAddress(hostname)) return undefined;
  return protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost') ? hostname : undefined;
}

/** As the URL standard writes them: brackets around version 6, four decimal numbers for version 4. */
function isIpAddress(hostname: string): boolean {
  return hostname.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(hostname);
}
