import { defineAuth, type VerifierKind, type VerifierPorts } from '../composition/auth-kind.js';
import type { TokenVerifier } from '../core/token-verifier.js';
import { endpointAuthentication } from '../identity-provider/client-credential.js';
import { introspectionEndpoint } from '../identity-provider/introspection-endpoint.js';
import { IntrospectionInspector, type AnswerReader } from '../identity-provider/introspection.inspector.js';
import { plainAnswer } from '../identity-provider/plain-answer.js';
import { signedAnswer } from '../identity-provider/signed-answer.js';
import { inspectionVerifier } from './inspection-verifier.js';
import type { IntrospectionOptions } from './introspection.options.js';
import { resolveIntrospection, type IntrospectionSettings } from './introspection.settings.js';
import { introspectionTable } from './introspection.table.js';
import { keySetOf } from './key-set-of-source.js';

function createVerifier(settings: IntrospectionSettings, ports: VerifierPorts): TokenVerifier {
  const endpoint = introspectionEndpoint(settings, ports);
  const authentication = endpointAuthentication(settings, ports);
  const { timeoutMs } = settings.inspection;
  const inspector = new IntrospectionInspector(endpoint, authentication, readerOf(settings, ports), timeoutMs);
  return inspectionVerifier(inspector, settings.inspection, ports);
}

function readerOf({ answer, issuer, clientId }: IntrospectionSettings, ports: VerifierPorts): AnswerReader {
  if (answer === 'json') return plainAnswer;
  return signedAnswer({ issuer, clientId, keys: keySetOf({ from: 'discovery', issuer }, ports), clock: ports.clock });
}

const introspectionKind: VerifierKind<IntrospectionOptions, IntrospectionSettings> = {
  name: 'introspection',
  resourceMetadata: 'none',
  issuersOf: ({ issuer }) => [issuer ?? []].flat(),
  resolve: resolveIntrospection,
  createVerifier,
  marksOf: ({ issuer, inspection: { rules } }) => ({
    issuers: rules.formats === 'any' ? [issuer] : [],
    prefixes: [rules.prefix],
  }),
  advertisedScope: ({ scopeToClient }, scope) => scopeToClient(scope),
  namesAudience: ({ audience, audienceClaim }) => audience !== undefined || audienceClaim === 'optional',
  environment: {
    fastMcpNames: ['introspection', 'introspectiontokenverifier'],
    tables: [introspectionTable],
    optionsFrom: (said) => said(introspectionTable),
  },
};

/**
 * Level 1: asks whoever issued a token what it is worth (RFC 7662), for opaque tokens, or where a revoked token has to be dead
 * within a minute.
 *
 * @example
 * McpAuthModule.forRoot({
 *   resource: 'https://api.example.com/mcp',
 *   auth: introspectionVerifier({
 *     issuer: 'https://idp.example.com',
 *     clientId: 'notes-api',
 *     clientSecret,
 *     audience: 'https://api.example.com/mcp',
 *   }),
 * });
 */
export const introspectionVerifier = defineAuth<IntrospectionOptions, VerifierKind<IntrospectionOptions>>(
  introspectionKind,
);
