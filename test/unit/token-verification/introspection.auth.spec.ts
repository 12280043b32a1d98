import { beforeAll, describe, expect, it } from 'vitest';
import { introspectionVerifier, type IntrospectionOptions } from 'nestjs-mcp-auth';
import type { AuthContext } from '../../../libs/mcp-auth/src/composition/auth-kind.js';
import { ecKeys, rsaKeys } from '../../support/keys.js';
import { inProduction, resource } from '../../support/stand-in-provider.js';

const issuer = 'https://idp.example.com';
const good: IntrospectionOptions = { issuer, clientId: 'notes-api', clientSecret: 's3cret', audience: resource };
const { clientSecret: _, ...withoutCredential } = good;
let privateKey: string;

beforeAll(async () => {
  privateKey = (await ecKeys()).privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
});

function read(options: object, context: Partial<AuthContext> = {}) {
  const { kind, options: given } = introspectionVerifier(options as IntrospectionOptions);
  return kind.resolve(given, { ...inProduction, ...context });
}

/** Path, variable and text of every fault. */
function problemsOf(options: object, context: Partial<AuthContext> = {}): readonly string[] {
  const resolution = read(options, context);
  if (resolution.ok) return [];
  return resolution.problems.map(({ path, variable, message }) => `${path} (${variable}): ${message}`);
}

describe('the options of introspectionVerifier', () => {
  it('are complete with an issuer, a client with its secret, and an audience', () => {
    expect(problemsOf(good)).toEqual([]);
  });

  it('may have a private key instead of the secret', () => {
    expect(problemsOf({ ...withoutCredential, privateKey })).toEqual([]);
  });

  it('may name the endpoint', () => {
    expect(problemsOf({ ...good, endpoint: 'https://other.example.com/check?tenant=1' })).toEqual([]);
  });

  it.each([
    ['neither a secret nor a key', () => withoutCredential],
    ['both a secret and a key', () => ({ ...good, privateKey })],
  ])('are faulty with %s', (__, options) => {
    expect(problemsOf(options())).toEqual([
      'auth (MCP_AUTH_INTROSPECTION_CLIENT_SECRET): needs exactly one of `clientSecret` and `privateKey`',
    ]);
  });

  it('are faulty with a key that is none, which is not repeated', () => {
    expect(problemsOf({ ...withoutCredential, privateKey: 'my-secret-key' })).toEqual([
      'auth.privateKey (MCP_AUTH_INTROSPECTION_PRIVATE_KEY): is no usable private key: PEM (PKCS #8) or JWK, RSA of 2048 bits or more, P-256, P-384 or Ed25519',
    ]);
  });

  it('are faulty with a weak key', async () => {
    const weak = (await rsaKeys(1024)).privateKey.export({ format: 'jwk' });
    expect(problemsOf({ ...withoutCredential, privateKey: weak })).toHaveLength(1);
  });

  it('are faulty without an audience in production, and take the resource for it elsewhere (JV-06)', () => {
    const { audience: __, ...withoutAudience } = good;
    expect([problemsOf(withoutAudience), problemsOf(withoutAudience, { production: false })]).toEqual([
      [
        'auth.audience (MCP_AUTH_INTROSPECTION_AUDIENCE): must be set in production: a token for another service must never work here',
      ],
      [],
    ]);
  });

  it('are complete where the registration names the audience', () => {
    const { audience: __, ...withoutAudience } = good;
    expect(problemsOf(withoutAudience, { audience: ['https://api.example.com/mcp/hr'] })).toEqual([]);
  });

  it.each([{}, { allowedClientIds: [] }])('are faulty where tokens need neither audience nor client: %j', (options) => {
    expect(problemsOf({ ...good, audienceClaim: 'optional', ...options })).toEqual([
      'auth.allowedClientIds (MCP_AUTH_INTROSPECTION_ALLOWED_CLIENT_IDS): must be set where tokens need no audience: a token for another service must never work here',
    ]);
  });

  it('need no audience where clients are allowed by name', () => {
    const { audience: __, ...withoutAudience } = good;
    expect(problemsOf({ ...withoutAudience, audienceClaim: 'optional', allowedClientIds: ['app'] })).toEqual([]);
  });

  it.each([
    ['issuer', 'MCP_AUTH_INTROSPECTION_ISSUER'],
    ['endpoint', 'MCP_AUTH_INTROSPECTION_ENDPOINT'],
  ])('are faulty with plain http for %s (RS-24)', (option, variable) => {
    expect(problemsOf({ ...good, [option]: 'http://idp.internal' })).toEqual([
      `auth.${option} (${variable}): "http://idp.internal" must be an https URL (plain http is for loopback and \`outbound.insecureHosts\` only)`,
    ]);
  });

  it.each(['issuer', 'endpoint'])('may have plain http for %s on hosts that the operator lists', (option) => {
    const insecureHosts = ['idp.internal'];
    expect(problemsOf({ ...good, [option]: 'http://idp.internal' }, { insecureHosts })).toEqual([]);
  });

  it('may have plain http on loopback', () => {
    expect(problemsOf({ ...good, endpoint: 'http://127.0.0.1:9/introspect' })).toEqual([]);
  });

  it.each(['orders', 'urn:example:issuer'])('need the endpoint of an issuer that is no web URL: %s', (name) => {
    expect([
      problemsOf({ ...good, issuer: name }),
      problemsOf({ ...good, issuer: name, endpoint: `${issuer}/introspect` }),
    ]).toEqual([
      [
        'auth.endpoint (MCP_AUTH_INTROSPECTION_ENDPOINT): is missing; it is found from an issuer only if that is an https URL',
      ],
      [],
    ]);
  });

  it('cannot have signed answers of an issuer that is no web URL, because its keys cannot be found', () => {
    expect(problemsOf({ ...good, issuer: 'orders', endpoint: `${issuer}/introspect`, answer: 'signed' })).toEqual([
      'auth.answer (MCP_AUTH_INTROSPECTION_ANSWER): "signed" needs an issuer that is an https URL: its keys are found from there',
    ]);
  });

  it('tell every fault at once', () => {
    const { clientId: __, ...rest } = withoutCredential;
    const paths = problemsOf({ ...rest, issuer: 'http://idp.internal', audience: undefined }).map(
      (problem) => problem.split(' ')[0],
    );
    expect(new Set(paths)).toEqual(new Set(['auth', 'auth.audience', 'auth.clientId', 'auth.issuer']));
  });

  it.each([
    { ...good, issuer: '' },
    { ...good, issuer: 'https://user:pw@idp.example.com' },
    { ...good, endpoint: 'introspect' },
    { ...good, endpoint: 'https://user:pw@idp.example.com/' },
    { ...good, clientId: '' },
    { ...good, clientSecret: '' },
    { ...good, clientSecret: 7 },
    { ...good, secretIn: 'none' },
    { ...good, answer: 'jwt' },
    { ...good, tokenFormat: 'jwt' },
    { ...good, tokenPrefix: '' },
    { ...good, refusedMaxAgeSeconds: 11 },
    { ...good, timeoutSeconds: 0 },
    { ...good, timeoutSeconds: 31 },
    { ...good, unexpiringTokenSeconds: 0 },
    { ...good, cacheMaxAgeSeconds: 301 },
    { ...good, clockToleranceSeconds: 61 },
    { ...good, audience: [] },
    { ...good, subjectClaim: 'email' },
    { ...good, endpointUrl: issuer },
  ])('refuse what cannot be meant, and repeat no password: %#', (options) => {
    expect([problemsOf(options).length, problemsOf(options).join().includes('pw')]).toEqual([1, false]);
  });
});

describe('the kind of introspectionVerifier', () => {
  const { kind } = introspectionVerifier(good);
  const marksOf = (options: object) => {
    const resolution = read({ ...good, ...options });
    return resolution.ok ? kind.marksOf(resolution.settings) : undefined;
  };

  it('takes the JWTs of its issuer and every opaque token', () => {
    expect(marksOf({})).toEqual({ issuers: [issuer], prefixes: [''] });
  });

  it('leaves JWTs to others where it is told so, and tokens without its prefix', () => {
    expect(marksOf({ tokenFormat: 'opaque', tokenPrefix: 'p_' })).toEqual({ issuers: [], prefixes: ['p_'] });
  });

  it('names its issuer, which may put the process into production', () => {
    expect([kind.issuersOf(good), kind.issuersOf({} as IntrospectionOptions)]).toEqual([[issuer], []]);
  });

  it('says whether it knows for whom tokens are', () => {
    const { audience: __, ...without } = good;
    const named = [good, without, { ...without, audienceClaim: 'optional' as const }];
    expect(named.map((options) => kind.namesAudience?.(options))).toEqual([true, false, true]);
  });
});
