/** Dots that a server could read as a step up, also where they are percent-coded. */
const dotSegment = /\/(?:\.|%2e){1,2}(?:[/?]|$)/i;

/**
 * Whether a client id is the URL of a document that describes the client (OAuth client ID metadata document §3): https, with a path, and
 * written in the one way in which it is compared.
 */
export function isClientIdUrl(clientId: string): boolean {
  if (!clientId.startsWith('https://') || !URL.canParse(clientId)) return false;
  const url = new URL(clientId);
  const isPlain = url.username === '' && url.password === '' && !clientId.includes('#');
  return isPlain && url.pathname !== '/' && !dotSegment.test(clientId) && url.href === clientId;
}
