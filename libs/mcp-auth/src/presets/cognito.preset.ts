import { z } from 'zod';
import { textOption } from '../options/option-schemas.js';
import { jwtVerifier } from '../token-verification/jwt-verifier.auth.js';
import { commonVerifierOptions } from './common-preset.options.js';
import { definePreset } from './preset.js';

/** Options of `cognito`. */
export interface CognitoOptions {
  /** Id of the user pool, such as `eu-central-1_Ab12Cd34E`. */
  readonly poolId: string;
  /** Region of the pool. Default: the one that its id begins with. */
  readonly region?: string | undefined;
  /** App clients whose tokens are accepted: they take the place of an audience. */
  readonly allowedClientIds: readonly string[];
  /** Identifier of the resource server, with which its scopes begin. Default: the resource. */
  readonly resourceServer?: string | undefined;
}

const clientsNeeded =
  'must name the app clients whose tokens are accepted: Cognito names no audience, so only they tell a token for this service from others; clients that nobody knows beforehand need the proxy';

/** Scopes that Cognito has by itself, which no resource server stands before. */
const ownScope = /^(?:openid|profile|email|phone|aws\.cognito\..+)$/;

/** Amazon Cognito: access tokens of a user pool. */
export const cognito = definePreset<CognitoOptions>({
  name: 'cognito',
  title: 'Amazon Cognito',
  mode: 'proxy',
  fastMcp: {
    names: ['cognito', 'aws_cognito', 'awscognitoprovider', 'awscognitotokenverifier'],
    prefix: 'FASTMCP_SERVER_AUTH_AWS_COGNITO',
  },
  rows: {
    poolId: {
      schema: textOption((id) =>
        /^[a-z\d-]+_[A-Za-z\d]+$/.test(id)
          ? undefined
          : 'must be the id of a user pool, such as "eu-central-1_Ab12Cd34E"',
      ),
      doc: 'Id of the user pool, such as `eu-central-1_Ab12Cd34E`.',
      variable: { form: 'text', fastMcp: ['USER_POOL_ID'] },
    },
    region: {
      schema: z.string().min(1).optional(),
      doc: "Region of the pool. Unset: the one that the pool's id begins with.",
      variable: { form: 'text', fastMcp: ['AWS_REGION'] },
    },
    allowedClientIds: {
      schema: z.array(z.string().min(1), clientsNeeded).min(1, clientsNeeded),
      doc: 'App clients whose tokens are accepted: they take the place of an audience.',
      variable: { form: 'list', fastMcp: ['CLIENT_ID'] },
    },
    resourceServer: {
      schema: z.string().min(1).optional(),
      doc: 'Identifier of the resource server: tokens have its scopes as `<identifier>/<scope>`. Unset: the resource.',
      variable: { form: 'text' },
    },
  },
  problems: ({ poolId, region }) =>
    region === undefined || poolId.startsWith(`${region}_`)
      ? []
      : [{ path: 'region', message: `is not that of the user pool, whose id begins with "${poolId.split('_')[0]}"` }],
  facts: ({ poolId, allowedClientIds, resourceServer, ...common }, { resource }) => {
    const [region = ''] = poolId.split('_');
    const issuer = `https://cognito-idp.${region}.amazonaws.com/${poolId}`;
    const identifier = resourceServer ?? resource;
    const prefix = `${identifier ?? ''}/`;
    return {
      authorizationServers: [issuer],
      verifier: jwtVerifier({
        issuer,
        jwksUri: `${issuer}/.well-known/jwks.json`,
        // There only where clients name a resource.
        audienceClaim: 'optional',
        audience: identifier ?? [],
        allowedClientIds,
        algorithms: ['RS256'],
        requiredClaimValues: { token_use: ['access'] },
        roleClaim: 'cognito:groups',
        scopeTranslation: {
          fromToken: (scope) => (scope.startsWith(prefix) ? scope.slice(prefix.length) : scope),
          toClient: (scope) => (ownScope.test(scope) || scope.includes('/') ? scope : `${prefix}${scope}`),
        },
        ...commonVerifierOptions(common),
      }),
    };
  },
});
