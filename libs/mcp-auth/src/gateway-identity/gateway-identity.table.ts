import { z } from 'zod';
import { schemaOf, type OptionRows, type OptionTable } from '../options/option-row.js';
import { textOption, webUrl } from '../options/option-schemas.js';
import { issuerFault } from '../token-verification/issuer-name.js';
import { jwtTable } from '../token-verification/jwt-verifier.table.js';

const gatewayNames = ['google-iap', 'aws-alb', 'cloudflare-access', 'envoy', 'custom', 'headers'] as const;

/** A field name (RFC 9110 §5.1) as gateways write it; one with an underscore is dropped or doubled on the way by many of them. */
const headerName = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,64}$/, 'must be the name of a header: letters, digits and dashes')
  .transform((name) => name.toLowerCase());
const oneOrMore = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);
const arnPattern = /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:loadbalancer\/app\/[^/]+\/[^/]+$/;
const arn = z.string().regex(arnPattern, 'must be the ARN of an application load balancer');
const teamDomain = z
  .string()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a host in lower case, such as example.cloudflareaccess.com');
const peerName = z.string().regex(/^[A-Za-z ]+:[^\s,"]+$/, 'must have its kind in front: `DNS:` or `URI:`');
const secret = z
  .string()
  .regex(/^[\x21-\x7e]{32,256}$/, 'must have 32 to 256 visible ASCII characters: generate it at random');

const headerRows = {
  subject: {
    schema: headerName,
    doc: 'Header with who calls.',
    variable: { form: 'text', name: 'SUBJECT_HEADER' },
  },
  scopes: {
    schema: headerName.optional(),
    doc: 'Header with the scopes, separated by blanks (RFC 6749 §3.3).',
    variable: { form: 'text', name: 'SCOPES_HEADER' },
  },
  roles: {
    schema: headerName.optional(),
    doc: 'Header with the roles, separated by commas or blanks.',
    variable: { form: 'text', name: 'ROLES_HEADER' },
  },
  tenant: {
    schema: headerName.optional(),
    doc: 'Header with the tenant.',
    variable: { form: 'text', name: 'TENANT_HEADER' },
  },
  clientId: {
    schema: headerName.optional(),
    doc: 'Header with the OAuth client.',
    variable: { form: 'text', name: 'CLIENT_ID_HEADER' },
  },
} as const satisfies OptionRows;

const trustRows = {
  peerNames: {
    schema: z.array(peerName).min(1).optional(),
    doc: 'Names of which one has to stand in the client certificate of the gateway, exactly: `URI:spiffe://...`, `DNS:...`. The HTTPS server has to ask for certificates (`requestCert`) and to know the authority of the gateways, and no other (`ca`).',
    variable: { form: 'list' },
  },
  secretHeader: {
    schema: headerName.optional(),
    doc: 'Header with the secret, where there is no mutual TLS.',
    variable: { form: 'text' },
  },
  secret: {
    schema: secret.optional(),
    doc: 'Secret that the gateway and this service share, of 32 characters at least.',
    variable: { form: 'secret' },
  },
} as const satisfies OptionRows;

const { rows: jwt } = jwtTable;

/** The options of `gatewayIdentity`, one row each. */
export const gatewayTable = {
  prefix: 'MCP_AUTH_GATEWAY',
  rows: {
    gateway: {
      schema: z.enum(gatewayNames),
      doc: 'What stands in front: `google-iap`, `aws-alb`, `cloudflare-access`, `envoy` (Istio too), `custom` (a JWT in a header of its own), or `headers` (identity in plain headers).',
      variable: { form: 'text', sharedName: 'MCP_AUTH_GATEWAY' },
    },
    audience: {
      schema: oneOrMore.optional(),
      doc: '`aud` of the assertions: `/projects/NUMBER/...` of `google-iap`, the AUD tag of `cloudflare-access`, or what `envoy` and `custom` forward.',
      variable: { form: 'list' },
    },
    issuer: {
      schema: z.union([textOption(issuerFault), z.array(textOption(issuerFault)).min(1)]).optional(),
      doc: 'Exactly the `iss` of the assertions: for `aws-alb` the identity provider that it asks; for `headers` whom the principals are said to come from.',
      variable: { form: 'list' },
    },
    loadBalancerArn: {
      schema: z.union([arn, z.array(arn).min(1)]).optional(),
      doc: '`aws-alb`: ARN of the load balancer, which its assertions name as their signer; several of one region, where several stand in front.',
      variable: { form: 'list' },
    },
    clientId: {
      schema: oneOrMore.optional(),
      doc: '`aws-alb`: client ids that the load balancer has at the identity provider. Unset: any, so any rule of this load balancer.',
      variable: { form: 'list' },
    },
    teamDomain: {
      schema: teamDomain.optional(),
      doc: '`cloudflare-access`: host of the team, such as `example.cloudflareaccess.com`.',
      variable: { form: 'text' },
    },
    header: {
      schema: headerName.optional(),
      doc: '`envoy` and `custom`: header with the JWT; in `authorization` it stands behind `Bearer`. Unset: `x-jwt-assertion` for `envoy`.',
      variable: { form: 'text' },
    },
    jwksUri: {
      schema: webUrl.optional(),
      doc: 'Where the keys of the gateway are (RFC 7517), where not at its usual address.',
      variable: { form: 'text' },
    },
    keysUrl: {
      schema: webUrl.optional(),
      doc: '`aws-alb`: where the keys are, each as PEM under its id. Unset: by region and partition of the ARN.',
      variable: { form: 'text' },
    },
    publicKey: {
      schema: jwt.publicKey.schema,
      doc: '`envoy` and `custom`: the public key as PEM text or JWK, where nothing may be fetched.',
      variable: { form: 'key' },
    },
    algorithms: {
      schema: jwt.algorithms.schema,
      doc: '`envoy` and `custom`: accepted signature algorithms. Unset: every asymmetric one that the key allows.',
      variable: { form: 'list' },
    },
    headers: {
      schema: schemaOf(headerRows).optional(),
      doc: '`headers`: which header holds what.',
      rows: headerRows,
    },
    trust: {
      schema: schemaOf(trustRows).optional(),
      doc: '`headers`: how the gateway proves itself.',
      rows: trustRows,
    },
    requiredScopes: { ...jwt.requiredScopes, variable: { form: 'list' } },
    requiredClaims: { ...jwt.requiredClaims, variable: { form: 'list' } },
    clockToleranceSeconds: {
      schema: z.number().min(0).max(60).optional(),
      doc: "How far the gateway's clock may be off, at most 60. Unset: 30 for `google-iap`, which allows for as much; else 5.",
      variable: { form: 'number' },
    },
    scopeClaim: { ...jwt.scopeClaim, variable: { form: 'text' } },
    roleClaim: { ...jwt.roleClaim, variable: { form: 'text' } },
    tenantClaim: { ...jwt.tenantClaim, variable: { form: 'text' } },
    cacheMaxAgeSeconds: { ...jwt.cacheMaxAgeSeconds, variable: { form: 'number' } },
    cacheMaxTokens: { ...jwt.cacheMaxTokens, variable: { form: 'number' } },
  },
} as const satisfies OptionTable;

/** Name of an option of a gateway. */
export type GatewayOption = keyof typeof gatewayTable.rows;

/** Options as code or the environment gives them: nothing of them is read yet. */
export type RawGatewayOptions = Readonly<Partial<Record<GatewayOption, unknown>>>;
