/** Whether a list of hosts has that of the URL: by name, by name and port, or by `*.` and what the name ends in. */
export function listsHost(hosts: readonly string[], { hostname, host }: URL): boolean {
  return hosts.some((entry) =>
    entry.startsWith('*.') ? hostname.endsWith(entry.slice(1)) : entry === hostname || entry === host,
  );
}
