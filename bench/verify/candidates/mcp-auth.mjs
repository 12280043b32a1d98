import { jwtVerifier } from 'nestjs-mcp-auth';

const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };

/** This library's verifier, made as the module makes it. Cold: no token comes twice. Warm: always the same one. */
const mcpAuth = (tokens) => ({
  name: `nestjs-mcp-auth, ${tokens === 'distinct' ? 'cold' : 'warm'}`,
  tokens,
  algorithms: ['RS256', 'ES256', 'EdDSA'],
  create({ issuer, audience, jwksUri }) {
    const { kind, options } = jwtVerifier({ issuer, audience, jwksUri });
    const resolution = kind.resolve(options, { resource: audience, production: false, optionPath: 'auth' });
    if (!resolution.ok) throw new Error(JSON.stringify(resolution.problems));
    const verifier = kind.createVerifier(resolution.settings, { clock });
    return (token) => verifier.verify(token);
  },
  accepts: ({ ending }) => ending === 'principal',
});

export const mcpAuthCold = mcpAuth('distinct');
export const mcpAuthWarm = mcpAuth('repeated');
