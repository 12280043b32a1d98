import { textOption, webUrlFault } from '../options/option-schemas.js';
import { jwtVerifier } from '../token-verification/jwt-verifier.auth.js';
import { commonVerifierOptions } from './common-preset.options.js';
import { definePreset } from './preset.js';

/** Options of `descope`. */
export interface DescopeOptions {
  /**
   * The discovery URL of the MCP server in the Descope console, `https://api.descope.com/v1/apps/agentic/P.../M...` with or
   * without `/.well-known/openid-configuration`; or that of the project, `https://api.descope.com/v1/apps/P...`.
   */
  readonly configUrl: string;
}

const shape =
  /^(https?:\/\/[^/?#]+)\/v1\/apps\/(?:agentic\/(P\w+)\/(\w+)|(P\w+))(?:\/\.well-known\/(?:openid-configuration|oauth-authorization-server))?$/;

const configUrlOption = textOption(
  (text) =>
    webUrlFault(text) ??
    (shape.test(text)
      ? undefined
      : 'must be the discovery URL of an MCP server, https://api.descope.com/v1/apps/agentic/P.../M..., or of a project'),
);

/** Descope: MCP clients register there by themselves. */
export const descope = definePreset<DescopeOptions>({
  name: 'descope',
  title: 'Descope',
  mode: 'direct',
  fastMcp: { names: ['descope', 'descopeprovider'], prefix: 'FASTMCP_SERVER_AUTH_DESCOPEPROVIDER' },
  rows: {
    configUrl: {
      schema: configUrlOption,
      doc: 'The discovery URL of the MCP server: `https://api.descope.com/v1/apps/agentic/P.../M.../.well-known/openid-configuration`.',
      variable: { form: 'text', fastMcp: ['CONFIG_URL'] },
    },
  },
  facts: ({ configUrl, ...common }, { resource }) => {
    const { project, server, jwksUri } = placeOf(configUrl);
    return {
      authorizationServers: [server ?? project],
      verifier: jwtVerifier({
        // Descope also names the project in tokens for one of its servers; the audience tells for which one they are.
        issuer: server === undefined ? project : [server, project],
        jwksUri,
        // The project id, which every token of the project has besides, would let those for its other apps in.
        audience: resource ?? [],
        algorithms: ['RS256'],
        tenantClaim: 'dct',
        ...commonVerifierOptions(common),
      }),
    };
  },
});

/** The issuers of a project and of an MCP server in it; the keys are those of the project, and not under any issuer. */
function placeOf(configUrl: string) {
  const [, origin = '', projectOfServer, serverId, projectAlone] = shape.exec(configUrl) ?? [];
  const projectId = projectOfServer ?? projectAlone ?? '';
  const apps = `${origin}/v1/apps`;
  return {
    project: `${apps}/${projectId}`,
    server: serverId === undefined ? undefined : `${apps}/agentic/${projectId}/${serverId}`,
    jwksUri: `${origin}/${projectId}/.well-known/jwks.json`,
  };
}
