import type { JwtVerifierOptions } from '../token-verification/jwt-verifier.options.js';

/** Options of `gatewayIdentity`: which gateway stands in front, and how it is known to be that one. */
export type GatewayIdentityOptions =
  GoogleIapOptions | AwsAlbOptions | CloudflareAccessOptions | ForwardedJwtOptions | IdentityHeadersOptions;

/** How an assertion is read, as in `jwtVerifier`. */
type ReadingOptions = Pick<
  JwtVerifierOptions,
  | 'requiredScopes'
  | 'requiredClaims'
  | 'clockToleranceSeconds'
  | 'scopeClaim'
  | 'roleClaim'
  | 'tenantClaim'
  | 'cacheMaxAgeSeconds'
  | 'cacheMaxTokens'
>;

/** Google Cloud Identity-Aware Proxy: `x-goog-iap-jwt-assertion`. */
export interface GoogleIapOptions extends ReadingOptions {
  readonly gateway: 'google-iap';
  /** `/projects/NUMBER/global/backendServices/ID`, or `/projects/NUMBER/apps/ID` on App Engine. */
  readonly audience: string | readonly string[];
  /** Where the keys are, where not at Google's public address. */
  readonly jwksUri?: string;
}

/** AWS Application Load Balancer with an authenticate rule: `x-amzn-oidc-data`. */
export interface AwsAlbOptions extends ReadingOptions {
  readonly gateway: 'aws-alb';
  /** ARN of the load balancer, which its assertions name as their signer; several of one region, where several stand in front. */
  readonly loadBalancerArn: string | readonly string[];
  /** Issuer of the identity provider that the load balancer asks. */
  readonly issuer: string;
  /** Client ids that the load balancer has at the identity provider. Default: any, so any rule of this load balancer. */
  readonly clientId?: string | readonly string[];
  /** Where the keys are, each under its id. Default: by region and partition of the first ARN. */
  readonly keysUrl?: string;
}

/** Cloudflare Access: `cf-access-jwt-assertion`. */
export interface CloudflareAccessOptions extends ReadingOptions {
  readonly gateway: 'cloudflare-access';
  /** Host of the team, for example `example.cloudflareaccess.com`. */
  readonly teamDomain: string;
  /** AUD tag of the application. */
  readonly audience: string | readonly string[];
  /** Where the keys are. Default: `https://{teamDomain}/cdn-cgi/access/certs`. */
  readonly jwksUri?: string;
}

/** A gateway that forwards a JWT: Envoy and Istio, or any other with the header named. */
export interface ForwardedJwtOptions
  extends ReadingOptions, Pick<JwtVerifierOptions, 'issuer' | 'jwksUri' | 'publicKey' | 'audience' | 'algorithms'> {
  readonly gateway: 'envoy' | 'custom';
  /** Header with the JWT. In `authorization` it stands behind `Bearer`. Default for `envoy`: `x-jwt-assertion`. */
  readonly header?: string;
}

/** A gateway that writes who calls into plain headers. They are worth what the proof is worth that the gateway wrote them. */
export interface IdentityHeadersOptions {
  readonly gateway: 'headers';
  readonly headers: IdentityHeaderNames;
  readonly trust: GatewayTrust;
  /** Whom the principals are said to come from: the name of the gateway, or of the identity provider behind it. */
  readonly issuer: string;
}

/** Which header holds what. */
export interface IdentityHeaderNames {
  readonly subject: string;
  /** Separated by blanks (RFC 6749 §3.3). */
  readonly scopes?: string;
  /** Separated by commas or blanks. */
  readonly roles?: string;
  readonly tenant?: string;
  readonly clientId?: string;
}

/** How the gateway proves itself: its certificate has one of these names, or it knows a secret of at least 32 characters. */
export type GatewayTrust =
  { readonly peerNames: readonly string[] } | { readonly secretHeader: string; readonly secret: string };
