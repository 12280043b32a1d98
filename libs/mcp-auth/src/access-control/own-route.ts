/**
 * Metadata key of what this module serves itself: its routes have their own guard, of their own resource, or are for everyone, so the
 * guard of the whole application leaves them alone. Only this module sets it.
 */
export const OWN_ROUTE = 'nestjs-mcp-auth:own-route';
