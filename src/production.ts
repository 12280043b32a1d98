const loopbackNames = ['localhost', '127.0.0.1', '[::1]', '::1'];

/** What decides whether the demo is in production. */
export interface Surroundings {
  readonly publicUrl: string;
  readonly host: string | undefined;
  readonly nodeEnvironment: string | undefined;
}

/** The demo is in production unless it listens and is called on loopback; `NODE_ENV=production` makes it so anyway. */
export function isProduction({ publicUrl, host, nodeEnvironment }: Surroundings): boolean {
  const listensOnLoopback = host === undefined || loopbackNames.includes(host);
  return nodeEnvironment === 'production' || !listensOnLoopback || !loopbackNames.includes(new URL(publicUrl).hostname);
}
