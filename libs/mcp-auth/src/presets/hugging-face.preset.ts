import { z } from 'zod';
import { providerApiVerifier } from '../token-verification/provider-api.auth.js';
import { commonVerifierOptions } from './common-preset.options.js';
import { huggingFaceApi } from './hugging-face.api.js';
import { definePreset } from './preset.js';

/** Options of `huggingFace`. */
export interface HuggingFaceOptions {
  /** Client id of the OAuth app. */
  readonly clientId: string;
}

const needsProxy =
  'Hugging Face does not tell for which application a token is, so a token for another service would work here: it needs the OAuth proxy in front of it';

/** Hugging Face: opaque tokens, which only the proxy can know to be its own. */
export const huggingFace = definePreset<HuggingFaceOptions>({
  name: 'huggingface',
  title: 'Hugging Face',
  mode: 'proxy',
  fastMcp: {
    names: ['huggingface', 'huggingfaceprovider', 'huggingfacetokenverifier'],
    prefix: 'FASTMCP_SERVER_AUTH_HUGGINGFACE',
  },
  rows: {
    clientId: {
      schema: z.string().min(1),
      doc: 'Client id of the OAuth app.',
      variable: { form: 'text', fastMcp: ['CLIENT_ID'] },
    },
  },
  problems: () => [{ path: 'clientId', message: needsProxy }],
  facts: ({ clientId, ...common }) => ({
    authorizationServers: ['https://huggingface.co'],
    verifier: providerApiVerifier({
      issuer: 'https://huggingface.co',
      api: huggingFaceApi,
      // No answer names a client, so without the proxy no token is accepted, even if this were started.
      audienceClaim: 'optional',
      allowedClientIds: [clientId],
      ...commonVerifierOptions(common),
    }),
  }),
});
