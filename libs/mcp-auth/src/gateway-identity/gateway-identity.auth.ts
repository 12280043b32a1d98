import { defineAuth, type AuthContext, type AuthKind, type VerifierPorts } from '../composition/auth-kind.js';
import type { Resolution } from '../core/resolution.js';
import type { RequestVerifier } from '../core/request-verifier.js';
import { readOptions } from '../options/read-options.js';
import { verifierOfSettings } from '../token-verification/verifier-of-settings.js';
import type { GatewayIdentityOptions } from './gateway-identity.options.js';
import { gatewayTable, type RawGatewayOptions } from './gateway-identity.table.js';
import { resolveIdentityHeaders, type IdentityHeadersSettings } from './identity-headers.settings.js';
import { IdentityHeadersVerifier } from './identity-headers.verifier.js';
import { resolveSignedAssertion, type SignedAssertionSettings } from './signed-assertion.settings.js';
import { SignedAssertionVerifier } from './signed-assertion.verifier.js';
import { signingGateway } from './signing-gateways.js';

type GatewaySettings = SignedAssertionSettings | IdentityHeadersSettings;

function resolve(given: GatewayIdentityOptions, context: AuthContext): Resolution<GatewaySettings> {
  const options: RawGatewayOptions = given;
  if (options.gateway === 'headers') return resolveIdentityHeaders(options, context);
  const gateway = signingGateway(options.gateway);
  if (gateway !== undefined) return resolveSignedAssertion(gateway, options, context);
  const read = readOptions(gatewayTable, options, context.optionPath);
  return read.ok ? { ok: false, problems: [] } : read;
}

function createVerifier(settings: GatewaySettings, ports: VerifierPorts): RequestVerifier {
  if (settings.identity === 'headers') return new IdentityHeadersVerifier(settings, ports.clock);
  return new SignedAssertionVerifier(settings, verifierOfSettings(settings.jwt, ports, settings.form));
}

/** Who signs, by the name that puts a process into production where it is not loopback. */
function issuersOf(given: GatewayIdentityOptions): readonly string[] {
  const options: RawGatewayOptions = given;
  const { issuer } = signingGateway(options.gateway)?.jwtOptions(options) ?? options;
  const names: unknown[] = [issuer ?? []].flat();
  return names.filter((name) => typeof name === 'string');
}

function namesAudience(given: GatewayIdentityOptions): boolean {
  const options: RawGatewayOptions = given;
  return options.gateway === 'headers' || (options.audience ?? options.loadBalancerArn) !== undefined;
}

// It has no marks: its credential is a header that no other verifier would look into, so it stands alone.
const gatewayKind: AuthKind<GatewayIdentityOptions, GatewaySettings> = {
  name: 'gateway',
  resourceMetadata: 'none',
  issuersOf,
  namesAudience,
  resolve,
  createVerifier,
  environment: { tables: [gatewayTable], optionsFrom: (said) => said(gatewayTable) },
};

/**
 * Level 1 behind a gateway that has verified who calls: by the signed assertion in its header, or by plain headers, where the
 * gateway proves by its certificate or by a secret that it wrote them. The `Authorization` header of a client counts for nothing.
 *
 * @example
 * McpAuthModule.forRoot({
 *   resource: 'https://api.example.com/mcp',
 *   auth: gatewayIdentity({ gateway: 'google-iap', audience: '/projects/123456/global/backendServices/789' }),
 * });
 */
export const gatewayIdentity = defineAuth<GatewayIdentityOptions, AuthKind<GatewayIdentityOptions>>(gatewayKind);
