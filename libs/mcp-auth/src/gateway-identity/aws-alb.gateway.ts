import { PemKeySet } from '../identity-provider/pem.key-set.js';
import { keySetOf } from '../token-verification/key-set-of-source.js';
import type { Gateway } from './gateway.js';
import { LoadBalancerJwsParser } from './load-balancer-jws.js';

/**
 * AWS Application Load Balancer with an authenticate rule
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html). Its assertions have no `aud`;
 * the parser reads the `signer` as one, so that the ARN is what an audience is elsewhere.
 */
export const awsAlb: Gateway = {
  takes: ['loadBalancerArn', 'issuer', 'clientId', 'keysUrl'],
  needs: ({ loadBalancerArn }) => ({
    loadBalancerArn: 'without it every load balancer of AWS could sign, also that of a stranger',
    issuer: 'the `iss` of the identity provider that the load balancer asks',
    ...(keysUrlOf(loadBalancerArn) === undefined && { keysUrl: 'for this ARN no address of the keys is known' }),
  }),
  header: 'x-amzn-oidc-data',
  jwtOptions: ({ issuer, loadBalancerArn, keysUrl = keysUrlOf(loadBalancerArn) }) => ({
    issuer,
    jwksUri: keysUrl,
    audience: loadBalancerArn,
    algorithms: ['ES256'],
  }),
  form: {
    createParser: () => new LoadBalancerJwsParser(),
    keySetOf: (source, ports) =>
      source.from === 'jwks'
        ? new PemKeySet(source.jwksUri, ports.outbound.configured, ports.clock)
        : keySetOf(source, ports),
  },
  audienceFrom: 'loadBalancerArn',
};

/** Undefined for partitions of which no address is documented. */
function keysUrlOf(arns: unknown): string | undefined {
  const [arn]: unknown[] = [arns].flat();
  const [, partition, , region] = typeof arn === 'string' ? arn.split(':') : [];
  if (partition === 'aws') return `https://public-keys.auth.elb.${region}.amazonaws.com`;
  if (partition === 'aws-us-gov') return `https://s3-${region}.amazonaws.com/aws-elb-public-keys-prod-${region}`;
  return undefined;
}
