export { McpAuthModule } from './mcp-auth.module.js';
export type { McpAuthAsyncOptions, McpAuthOptions } from './mcp-auth.module-definition.js';
export type { McpAuthFeatureOptions } from './feature-options.js';
export { optionsFromEnvironment } from './environment-options.js';

export { jwtVerifier } from './token-verification/jwt-verifier.auth.js';
export type { JwtVerifierOptions } from './token-verification/jwt-verifier.options.js';
export { introspectionVerifier } from './token-verification/introspection.auth.js';
export type { IntrospectionOptions } from './token-verification/introspection.options.js';
export { gatewayIdentity } from './gateway-identity/gateway-identity.auth.js';
export type { GatewayIdentityOptions } from './gateway-identity/gateway-identity.options.js';
export { noAuth, type NoAuthOptions } from './token-verification/no.auth.js';
export { staticTokens } from './token-verification/static-tokens.auth.js';
export type { StaticToken, StaticTokensOptions } from './token-verification/static-tokens.options.js';
export { debugVerifier } from './token-verification/debug-verifier.auth.js';
export type { DebugCaller, DebugVerifierOptions } from './token-verification/debug-verifier.options.js';
export { customVerifier } from './token-verification/custom-verifier.auth.js';
export type { CustomVerifierOptions } from './token-verification/custom-verifier.options.js';
export { passportStrategyVerifier } from './passport/passport-strategy.auth.js';
export type { PassportStrategyOptions } from './passport/passport-strategy.options.js';
export { passportJwtVerifier } from './passport/passport-jwt.auth.js';
export type { PassportJwtOptions } from './passport/passport-jwt.options.js';
export { remoteAuth } from './remote-auth/remote.auth.js';
export type { RemoteAuthOptions } from './remote-auth/remote.options.js';

export {
  auth0,
  authentik,
  azureB2c,
  casdoor,
  clerk,
  cognito,
  descope,
  discord,
  entraId,
  gitHub,
  gitLab,
  google,
  huggingFace,
  keycloak,
  logto,
  oci,
  okta,
  pingFederate,
  pingOne,
  propelAuth,
  scalekit,
  stytch,
  supabase,
  workOs,
  zitadel,
} from './presets/index.js';

export { McpAuthGuard } from './token-verification/mcp-auth.guard.js';
export { multiAuth } from './composition/multi.auth.js';
export { AccessPolicy, type AccessQuestion } from './access-control/access-policy.js';
export type { AccessRule } from './access-control/access-rule.js';
export type { AccessOptions } from './access-control/access.settings.js';
export { RequireAccess } from './access-control/require-access.decorator.js';
export { OptionalAuth } from './access-control/optional-auth.decorator.js';
export { Public } from './access-control/public.decorator.js';
export { RequireRoles } from './access-control/require-roles.decorator.js';
export { RequireScopes } from './access-control/require-scopes.decorator.js';
export { CurrentPrincipal } from './token-verification/current-principal.decorator.js';
export type { Principal } from './core/principal.js';
export { PrincipalAccessor } from './core/principal-accessor.js';

export { ServerChanges } from './transport/server-changes.js';
export { Prompt, type PromptOptions } from './transport/components/prompt.decorator.js';
export { Resource, type ResourceInput, type ResourceOptions } from './transport/components/resource.decorator.js';
export { Tool, type ToolOptions } from './transport/components/tool.decorator.js';
export { ToolContext, ToolInput } from './transport/tool-parameters.decorator.js';

export type { AuditEventName, AuditEvents } from './core/audit/audit-events.js';
export { AuditSink } from './core/audit/audit-sink.js';
export type { LimitsOptions } from './options/limits.settings.js';
export type { OutboundOptions } from './options/outbound.settings.js';
export type { AuditOptions } from './options/audit.settings.js';

export { Clock } from './core/clock.js';
export type { Resolution } from './core/resolution.js';
export { TokenVerifier } from './core/token-verifier.js';
export type { Verification } from './core/verification.js';
export { ConfigurationError } from './core/errors/configuration-error.js';
export { BearerRefusalException } from './http/bearer-refusal.exception.js';

export {
  AuthSettings,
  defineAuth,
  type AuthContext,
  type AuthKind,
  type AuthValue,
  type VerifierValue,
} from './composition/auth-kind.js';
