/** Where the pricing service listens. */
export interface PricingAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * Reads `MESH_TRANSPORT` and `MESH_URL`. Undefined where neither is set: then the demo starts the service by itself.
 * @throws Error for a transport that is not there yet, or a URL that is none
 */
export function pricingAddressOf(env: Readonly<Record<string, string | undefined>>): PricingAddress | undefined {
  const [transport, url] = [env['MESH_TRANSPORT'], env['MESH_URL']];
  if (transport !== undefined && transport !== 'tcp')
    throw new Error(`MESH_TRANSPORT must be tcp, not "${transport}": other transports come with a later version`);
  if (url === undefined) return undefined;
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol === 'tcp:' && parsed.port !== '') return { host: parsed.hostname, port: Number(parsed.port) };
  throw new Error(`MESH_URL must be such as tcp://127.0.0.1:4000, not "${url}"`);
}
