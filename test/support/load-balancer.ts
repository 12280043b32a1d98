import { sign } from 'node:crypto';
import { ecKeys } from './keys.js';

export const loadBalancerArn =
  'arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/orders/50dc6c495c0c9188';

/** Signs like an AWS Application Load Balancer: padded parts, its own facts in the header, facts about the user in the payload. */
export class LoadBalancer {
  private constructor(
    private readonly privateKey: Parameters<typeof sign>[2],
    /** PEM as the load balancer's key server has it. */
    readonly publicPem: string,
  ) {}

  static readonly keyId = 'c2f80c8b-c05c-4068-af14-17299f7896b1';
  static readonly issuer = 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_orders';

  static async create(): Promise<LoadBalancer> {
    const { publicKey, privateKey } = await ecKeys();
    return new LoadBalancer(privateKey, publicKey.export({ format: 'pem', type: 'spki' }).toString());
  }

  /** @param nowSeconds when it is signed; it is good for two minutes, as AWS says */
  assertion(
    nowSeconds: number,
    header: Readonly<Record<string, unknown>> = {},
    payload: Readonly<Record<string, unknown>> = {},
  ): string {
    const members = {
      typ: 'JWT',
      kid: LoadBalancer.keyId,
      alg: 'ES256',
      iss: LoadBalancer.issuer,
      client: 'orders-client',
      signer: loadBalancerArn,
      exp: nowSeconds + 120,
      ...header,
    };
    const input = [members, { sub: 'alice', email: 'alice@example.com', ...payload }].map(padded).join('.');
    const signature = sign('sha256', Buffer.from(input), { key: this.privateKey as never, dsaEncoding: 'ieee-p1363' });
    return `${input}.${withPadding(signature.toString('base64url'))}`;
  }
}

function padded(value: unknown): string {
  return withPadding(Buffer.from(JSON.stringify(value)).toString('base64url'));
}

function withPadding(text: string): string {
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}
