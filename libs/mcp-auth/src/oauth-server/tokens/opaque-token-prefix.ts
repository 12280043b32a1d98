/** How opaque access tokens of this server begin, by which they are told from JWTs, and found by scanners for secrets. */
export const opaqueTokenPrefix = 'mcpat_';
