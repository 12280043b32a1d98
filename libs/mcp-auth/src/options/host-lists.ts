/** Whether a list of hosts has that of the URL: by name, by name and port, or by `*.` and what the name ends in. */
export function listsHost(hosts: readonly string[], { hostname, port, protocol }: URL): boolean {
  // A URL does not show the port that its scheme has anyway; the list may name it.
  const host = `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
  return hosts.some((entry) =>
    entry.startsWith('*.') ? hostname.endsWith(entry.slice(1)) : entry === hostname || entry === host,
  );
}
