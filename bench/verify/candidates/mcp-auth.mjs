import { jwtVerifier } from 'nestjs-mcp-auth';

const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };

/** This library's verifier, made as the module makes it. */
const mcpAuth = (what, tokens, options = {}) => ({
  name: `nestjs-mcp-auth, ${what}`,
  tokens,
  algorithms: ['RS256', 'ES256', 'EdDSA'],
  create({ issuer, audience, jwksUri }) {
    const { kind, options: given } = jwtVerifier({ issuer, audience, jwksUri, ...options });
    const resolution = kind.resolve(given, { resource: audience, production: false, optionPath: 'auth' });
    if (!resolution.ok) throw new Error(JSON.stringify(resolution.problems));
    const verifier = kind.createVerifier(resolution.settings, { clock });
    return (token) => verifier.verify(token);
  },
  accepts: ({ ending }) => ending === 'principal',
});

/** Nothing is remembered. */
export const mcpAuthUncached = mcpAuth('uncached', 'distinct', { cacheMaxAgeSeconds: 0 });
/** No token comes twice, so remembering is in vain. */
export const mcpAuthCold = mcpAuth('cold', 'distinct');
/** Always the same token. */
export const mcpAuthWarm = mcpAuth('warm', 'repeated');
