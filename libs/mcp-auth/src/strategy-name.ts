/**
 * Name of the Passport strategy of a resource: `mcp` for that of `forRoot`; for a further one `mcp:` and its path, without
 * the part that both have in front (`/mcp/hr` beside `/mcp` is `mcp:hr`).
 */
export function strategyName(path?: string, rootPath = ''): string {
  if (path === undefined) return 'mcp';
  const own = path.startsWith(`${rootPath}/`) ? path.slice(rootPath.length) : path;
  return `mcp:${own.slice(1)}`;
}
