export { McpAuthModule } from './mcp-auth.module.js';
export type { McpAuthAsyncOptions, McpAuthOptions, TransportChoice } from './mcp-auth.module-definition.js';

export { jwtVerifier, type JwtVerifierOptions } from './token-verification/jwt-verifier.auth.js';
export { remoteAuth, type RemoteAuthOptions } from './remote-auth/remote.auth.js';

export { McpAuthGuard } from './token-verification/mcp-auth.guard.js';
export { Public } from './token-verification/public.decorator.js';
export { CurrentPrincipal } from './token-verification/current-principal.decorator.js';
export type { Actor, Principal } from './core/principal.js';

export { Tool, type ToolOptions } from './transport/tool.decorator.js';
export { ToolContext, ToolInput } from './transport/tool-parameters.decorator.js';
export type { ServerIdentity, ServerOption } from './transport/transport.settings.js';

export { TokenVerifier } from './core/token-verifier.js';
export type { Insufficient, Invalid, Unavailable, Verification, Verified } from './core/verification.js';
export { AuditTrail } from './core/audit/audit-trail.js';
export type { AuditEventName, AuditEvents } from './core/audit/audit-events.js';
export { ConfigurationError, type ConfigurationProblem } from './core/errors/configuration-error.js';
export type { InvalidReason, Reason } from './core/errors/reasons.js';
export { BearerRefusalException } from './http/bearer-refusal.exception.js';

export {
  AuthSettings,
  defineAuth,
  type AuthContext,
  type AuthFactory,
  type AuthKind,
  type AuthResolution,
  type AuthValue,
  type PlugIn,
  type VerifierKind,
  type VerifierValue,
} from './composition/auth-kind.js';
